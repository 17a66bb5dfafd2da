const CARDS = 20;
const NUMBERS = Array.from({ length: CARDS }, (_, at) => at);
/** Bytes of an empty page of this app, and of the elements of a card, twice: as HTML and as data. */
const [SHELL, FRAME] = [5000, 2 * 190];

/** Twenty plain cards that make a page of about so many bytes. */
export function Cards({ bytes, papers }) {
  const room = Math.max(0, Math.floor((bytes - SHELL) / CARDS / 2 - FRAME / 2));
  return (
    <ol>
      {NUMBERS.map((number) => {
        const { title, text } = papers[number % papers.length];
        return (
          <li key={number}>
            <article>
              <h2>
                <a href={`/papers/${number}`}>{title}</a>
              </h2>
              <p>{text.repeat(Math.ceil(room / text.length)).slice(0, room)}</p>
            </article>
          </li>
        );
      })}
    </ol>
  );
}
