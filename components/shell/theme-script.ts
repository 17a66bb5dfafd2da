export const THEME_KEY = "colloquy.theme";

/** Sets the chosen colours before the first paint; a constant, so that its hash is too. */
export const THEME_SCRIPT = `try{var t=localStorage.getItem("${THEME_KEY}");if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch(e){}`;
