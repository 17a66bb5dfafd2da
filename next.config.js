/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The web server in front compresses (server/platform/web), after it has hashed a page's scripts.
  compress: false,
  // Types are checked by `npm test`; a build only builds.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  devIndicators: false,
  // A page's title comes with the page, for everybody: streamed after it, it is missing for a moment each time.
  htmlLimitedBots: /.*/,
  allowedDevOrigins: ["localhost", "127.0.0.1"],
  turbopack: { root: import.meta.dirname },
  // Bytes before minifying. With the usual 50,000, a page asks for 16 scripts instead of 11, and what they share is
  // compressed in each anew. With more, what is fetched later comes in larger pieces than are needed.
  experimental: { turbopackChunking: { minChunkSize: 80_000 } },
};

export default config;
