/** The logo: two open pages in conversation. */
export function Mark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className="size-7 text-accent" fill="none">
      <path
        d="M4 7.5c4-1.6 8-1.6 12 1v17c-4-2.6-8-2.6-12-1z"
        fill="currentColor"
        fillOpacity="0.22"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
      />
      <path
        d="M16 8.5c4-2.6 8-2.6 12-1v11.5c0 2-1.5 3-3.5 3H22l-3.5 4-2.5-1.5z"
        fill="currentColor"
        fillOpacity="0.08"
        stroke="currentColor"
        strokeWidth="2"
        strokeLinejoin="round"
      />
    </svg>
  );
}
