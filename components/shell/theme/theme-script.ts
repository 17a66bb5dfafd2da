import { MEMBER_COOKIE } from "../member";

export const THEME_KEY = "colloquy.theme";

/**
 * Sets the chosen colours before the first paint, and that what is for guests (`in-data-member:hidden`)
 * need not show itself to a member first; a constant, so that its hash is too.
 */
export const THEME_SCRIPT = `try{var d=document.documentElement.dataset;if(document.cookie.includes("${MEMBER_COOKIE}=1"))d.member="";var t=localStorage.getItem("${THEME_KEY}");if(t==="light"||t==="dark")d.theme=t}catch(e){}`;
