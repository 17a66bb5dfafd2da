"use client";

import { encode } from "uqr";

/** Light modules around the code, which scanners need (ISO/IEC 18004). */
const BORDER = 4;

/** A link as a QR code: black on white in any theme, so that every camera reads it. */
export function LinkPicture({ link }: { link: string }) {
  const { data, size } = encode(link, { ecc: "M", border: BORDER });
  const dark = data
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
  return (
    <svg
      role="img"
      aria-label="QR code of the link"
      viewBox={`0 0 ${size} ${size}`}
      shapeRendering="crispEdges"
      className="w-full max-w-64 rounded-md border border-line"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={dark} fill="#000" />
    </svg>
  );
}
