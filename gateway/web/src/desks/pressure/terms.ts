export const termUnits = ['hours', 'workingHours', 'workingDays', 'calendarDays'] as const
export type TermUnit = (typeof termUnits)[number]

/** A term in words; less than an hour in minutes. */
export function termText(t: (key: string, named: Record<string, unknown>) => string, term: {
  amount?: number | string; unit?: TermUnit
}) {
  const amount = Number(term.amount)
  return term.unit === 'hours' && amount < 1 ? t('ladderPolicy.term.minutes', { n: Math.round(amount * 60) })
    : t(`ladderPolicy.term.${term.unit}`, { n: amount })
}
