export const THEME_KEY = "colloquy.theme";
/** Set while the last visitor of this browser was signed in. */
export const MEMBER_KEY = "colloquy.member";

/**
 * Sets the chosen colours before the first paint, and that what is for guests (`in-data-member:hidden`)
 * need not show itself to a member first; a constant, so that its hash is too.
 */
export const THEME_SCRIPT = `try{var s=localStorage,d=document.documentElement.dataset,t=s.getItem("${THEME_KEY}");if(t==="light"||t==="dark")d.theme=t;if(s.getItem("${MEMBER_KEY}"))d.member=""}catch(e){}`;
