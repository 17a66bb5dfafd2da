// Notes in a page, before its own scripts run, what a view is like. Definitions: web.dev/articles/lcp, /cls and /inp.
// Plain JavaScript, because the browser reads it as it stands.
const seen = { paintMs: 0, shift: 0, responseMs: 0 };
globalThis.seen = seen;

function watch(type, note, more = {}) {
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
    type,
    buffered: true,
    ...more,
  });
}

watch("largest-contentful-paint", ({ startTime }) => {
  seen.paintMs = startTime;
});

// Shifts belong together up to a second apart, for five seconds at most; the worst of such windows counts.
const together = { sum: 0, began: 0, last: 0 };
watch("layout-shift", ({ hadRecentInput, startTime, value }) => {
  if (hadRecentInput) return;
  if (startTime - together.last > 1000 || startTime - together.began > 5000) {
    together.sum = 0;
    together.began = startTime;
  }
  together.last = startTime;
  together.sum += value;
  seen.shift = Math.max(seen.shift, together.sum);
});

watch(
  "event",
  ({ duration, interactionId }) => {
    if (interactionId > 0) seen.responseMs = Math.max(seen.responseMs, duration);
  },
  { durationThreshold: 16 },
);
