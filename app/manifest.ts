import type { MetadataRoute } from "next";
import { PATHS } from "@/server/platform/web/addresses";

/** Makes the site an app that can be installed, to which other apps share the addresses of papers. */
export default function manifest(): MetadataRoute.Manifest {
  return {
    id: "/",
    name: "Colloquy",
    short_name: "Colloquy",
    description: "Where reading groups choose, read and discuss papers together.",
    start_url: PATHS.papers,
    display: "standalone",
    background_color: "#faf8f4",
    theme_color: "#faf8f4",
    // Made from icon.svg. Some launchers take no SVG, and some cut a circle out of the maskable one.
    icons: [
      { src: "/icon.svg", sizes: "any", type: "image/svg+xml", purpose: "any" },
      { src: "/icon-192.png", sizes: "192x192", type: "image/png", purpose: "any" },
      { src: "/icon-512.png", sizes: "512x512", type: "image/png", purpose: "any" },
      { src: "/icon-maskable-512.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
    ],
    share_target: {
      action: PATHS.add,
      method: "GET",
      params: { title: "title", text: "text", url: "url" },
    },
  };
}
