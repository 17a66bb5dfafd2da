// Reads ISBNs of ten and of thirteen digits.

/** Computes the last digit of an ISBN-13 from the twelve before it. */
function checkDigit(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, at) => total + Number(digit) * (at % 2 ? 3 : 1), 0);
  return String((10 - (sum % 10)) % 10);
}

function isIsbn10(text: string): boolean {
  const sum = [...text].reduce(
    (total, sign, at) => total + (sign === "X" ? 10 : Number(sign)) * (10 - at),
    0,
  );
  return sum % 11 === 0;
}

/** The canonical form of an ISBN: thirteen digits without hyphens; null if its check digit is wrong. */
export function canonicalIsbn(text: string): string | null {
  const bare = text
    .trim()
    .replace(/^(?:urn:)?isbn(?:-1[03])?:?\s*/i, "")
    .replace(/[\s-]/g, "")
    .toUpperCase();
  if (/^97[89]\d{10}$/.test(bare)) {
    return bare.at(-1) === checkDigit(bare.slice(0, 12)) ? bare : null;
  }
  if (!/^\d{9}[\dX]$/.test(bare) || !isIsbn10(bare)) return null;
  const twelve = `978${bare.slice(0, 9)}`;
  return twelve + checkDigit(twelve);
}
