import type { Department, ShownDeadline, Whistle } from '@/api/client'

/** Where a summoned department is, as it is drawn on the plan of the place. */
export type Presence = 'waiting' | 'called' | 'underWay' | 'refusalAsked' | 'excused' | 'absent' | 'onSite' | 'late'
  | 'done' | 'carried'

/** Of each kind the last deadline counts. */
export const lastOf = (deadlines: readonly ShownDeadline[], kind: string) =>
  deadlines.findLast((one) => one.kind === kind)

export function presenceOf(one: Department, blown: boolean, now: Date): Presence {
  if (!blown) return 'waiting'
  switch (one.state) {
    case 'excused': case 'refusalAsked': case 'done': case 'carried': return one.state
    case 'arrived': return one.late ? 'late' : 'onSite'
    default: {
      const due = lastOf(one.deadlines, 'arrival')?.due
      if (due && new Date(due) < now) return 'absent'
      return one.state === 'acknowledged' ? 'underWay' : 'called'
    }
  }
}

/** Which of its clocks stopped though what they waited for was not done: the centre rules, or an order goes on. */
export const needlessOf = (one: Department) => [
  ...(one.arrivedAt ? [] : ['arrival']), ...(one.arrivedAt || one.attendee || one.refusal ? [] : ['acknowledgement']),
  ...(one.state === 'carried' ? ['jointResult'] : []),
]

export const isThere = (one: Department) => Boolean(one.arrivedAt)

/** Who must do the next thing, by name: a side alone is nobody whom one can call. */
export function accountableName(whistle: Whistle, organisationName: (code: string) => string): string {
  switch (whistle.accountable) {
    case 'department': return whistle.departments[0]?.name ?? ''
    case 'centre': return organisationName(whistle.centre as string)
    case 'township': case 'blower': return whistle.organisationName ?? organisationName(whistle.organisation)
    default: return ''
  }
}
