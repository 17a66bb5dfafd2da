/**
 * Shows text at once in the font that it keeps. Fontsource asks browsers to swap fonts as they arrive, which moves the
 * text that somebody reads; a font that comes late is used from the next page on.
 */
const withoutSwap = {
  postcssPlugin: "fonts-without-swap",
  Declaration: {
    "font-display": (declaration) => {
      if (declaration.value === "swap") declaration.value = "optional";
    },
  },
};

export default { plugins: ["@tailwindcss/postcss", withoutSwap] };
