const digitsOf = (text: string) =>
  text.normalize('NFKC').replace(/[\s\-–—]/g, '')

/** The groups in which a case number is read over the telephone: the day, four, four, and the check digit. */
export function spokenGroups(number: string): string[] {
  const digits = digitsOf(number)
  if (!/^\d{15}$/.test(digits)) return [number]
  return [digits.slice(0, 6), digits.slice(6, 10), digits.slice(10, 14), digits.slice(14)]
}

/** The number with its dashes, from any way of typing it; null when what was typed is not a case number. */
export function asCaseNumber(typed: string): string | null {
  const groups = spokenGroups(typed)
  return groups.length === 4 ? groups.join('-') : null
}

/** A mainland telephone number, mobile or fixed, as far as a search needs to know. */
export const looksLikePhone = (typed: string) => /^(1\d{10}|0\d{9,11}|\d{7,8})$/.test(digitsOf(typed))
