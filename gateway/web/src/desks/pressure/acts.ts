import { ask, escalation, type NextAction } from '@/api/client'

export type Values = Record<string, string | boolean | undefined>

/** One field of an act's form. Its label is `acts.<of>.<act>.<name>` where there is one, else `acts.fields.<name>`. */
export interface Field {
  name: string
  kind: 'text' | 'line' | 'verdict' | 'reason' | 'organisation' | 'until'
  most?: number
  required?: boolean
  /** Only while this holds. */
  when?: (values: Values) => boolean
}

/** What somebody may do with a whistle or an order: its form, and how it is sent. */
export interface Act { fields: Field[]; send: (id: string, values: Values, organisation: string) => Promise<unknown> }

export const returnReasons = ['notOurDuty', 'wrongPlace', 'unclear', 'otherLevel'] as const
type ReturnReason = (typeof returnReasons)[number]

const text = (name: string, most = 500, more: Partial<Field> = {}): Field =>
  ({ name, kind: 'text', most, required: true, ...more })
const verdict = (name: string): Field => ({ name, kind: 'verdict', required: true })

const written = (value: Values[string]) => (typeof value === 'string' && value.trim()) || undefined
const words = (values: Values, name: string) => written(values[name]) ?? ''
const yes = (values: Values, name: string) => values[name] === true
const at = (values: Values, name: string) => {
  const typed = written(values[name])
  return typed ? new Date(typed).toISOString() : undefined
}
const whistle = (whistleId: string) => ({ path: { whistleId } })
const order = (orderId: string) => ({ path: { orderId } })

export const whistleActs: Record<string, Act> = {
  review: {
    fields: [verdict('accepted'), text('grounds')],
    send: (id, v) => ask(escalation.POST('/whistles/{whistleId}/review',
      { params: whistle(id), body: { accepted: yes(v, 'accepted'), grounds: words(v, 'grounds') } })),
  },
  appeal: {
    fields: [text('grounds')],
    send: (id, v) => ask(escalation.POST('/whistles/{whistleId}/appeal',
      { params: whistle(id), body: { grounds: words(v, 'grounds') } })),
  },
  withdrawal: {
    fields: [text('grounds')],
    send: (id, v) => ask(escalation.POST('/whistles/{whistleId}/withdrawal',
      { params: whistle(id), body: { grounds: words(v, 'grounds') } })),
  },
  acknowledgement: {
    fields: [{ name: 'attendee', kind: 'line', most: 40, required: true }],
    send: (id, v) => ask(escalation.POST('/whistles/{whistleId}/acknowledgement',
      { params: whistle(id), body: { attendee: words(v, 'attendee') } })),
  },
  refusal: {
    fields: [
      { name: 'reason', kind: 'reason', required: true }, text('explanation'),
      { name: 'duty', kind: 'line', most: 200 },
    ],
    send: (id, v) => ask(escalation.POST('/whistles/{whistleId}/refusal', { params: whistle(id), body: {
      reason: v.reason as ReturnReason, explanation: words(v, 'explanation'), duty: written(v.duty),
    } })),
  },
  ruleRefusal: {
    fields: [
      verdict('upheld'), text('grounds'), { name: 'replacement', kind: 'organisation', when: (v) => v.upheld === true },
    ],
    send: (id, v, organisation) => ask(escalation.POST('/whistles/{whistleId}/refusals/{organisation}/ruling', {
      params: { path: { whistleId: id, organisation } },
      body: { upheld: yes(v, 'upheld'), grounds: words(v, 'grounds'), replacement: written(v.replacement) },
    })),
  },
  confirmArrival: {
    fields: [{ name: 'attendee', kind: 'line', most: 40 }],
    send: (id, v, organisation) => ask(escalation.POST('/whistles/{whistleId}/arrivals/{organisation}', {
      params: { path: { whistleId: id, organisation } }, body: { attendee: written(v.attendee) },
    })),
  },
  part: {
    fields: [text('done', 1000)],
    send: (id, v) => ask(escalation.POST('/whistles/{whistleId}/part',
      { params: whistle(id), body: { done: words(v, 'done') } })),
  },
  ending: {
    fields: [verdict('finished'), text('words')],
    send: (id, v) => ask(escalation.POST('/whistles/{whistleId}/ending',
      { params: whistle(id), body: { finished: yes(v, 'finished'), words: words(v, 'words') } })),
  },
  rateDepartment: {
    fields: [verdict('inTime'), verdict('didPart'), verdict('solved'), text('words')],
    send: (id, v, organisation) => ask(escalation.POST('/whistles/{whistleId}/ratings/{organisation}', {
      params: { path: { whistleId: id, organisation } },
      body: {
        inTime: yes(v, 'inTime'), didPart: yes(v, 'didPart'), solved: yes(v, 'solved'), words: words(v, 'words'),
      },
    })),
  },
  rateWhistle: {
    fields: [verdict('justified'), text('words')],
    send: (id, v) => ask(escalation.POST('/whistles/{whistleId}/ratings',
      { params: whistle(id), body: { justified: yes(v, 'justified'), words: words(v, 'words') } })),
  },
}

export const orderActs: Record<string, Act> = {
  signature: {
    fields: [verdict('signed'), text('grounds')],
    send: (id, v) => ask(escalation.POST('/orders/{orderId}/signature',
      { params: order(id), body: { signed: yes(v, 'signed'), grounds: words(v, 'grounds') } })),
  },
  acknowledgement: {
    fields: [text('plan', 1000), { name: 'until', kind: 'until', required: true }],
    send: (id, v) => ask(escalation.POST('/orders/{orderId}/acknowledgement',
      { params: order(id), body: { plan: words(v, 'plan'), until: at(v, 'until') } })),
  },
  answer: {
    fields: [text('text', 4000)],
    send: (id, v) => ask(escalation.POST('/orders/{orderId}/answer',
      { params: order(id), body: { text: words(v, 'text') } })),
  },
  prolongation: {
    fields: [{ name: 'until', kind: 'until', required: true }, text('grounds')],
    send: (id, v) => ask(escalation.POST('/orders/{orderId}/prolongation',
      { params: order(id), body: { until: at(v, 'until'), reason: words(v, 'grounds') } })),
  },
  review: {
    fields: [verdict('accepted'), text('gaps', 1000, { when: (v) => v.accepted === false })],
    send: (id, v) => ask(escalation.POST('/orders/{orderId}/review',
      { params: order(id), body: { accepted: yes(v, 'accepted'), gaps: written(v.gaps) } })),
  },
  prolongationRuling: {
    fields: [verdict('granted'), text('grounds')],
    send: (id, v) => ask(escalation.POST('/orders/{orderId}/prolongation/ruling',
      { params: order(id), body: { granted: yes(v, 'granted'), grounds: words(v, 'grounds') } })),
  },
  ending: {
    fields: [text('grounds')],
    send: (id, v) => ask(escalation.POST('/orders/{orderId}/ending',
      { params: order(id), body: { grounds: words(v, 'grounds') } })),
  },
}

const rungPlan: Field[] = [text('plan', 1000), { name: 'until', kind: 'until', required: true }]
const acknowledgeRung = (id: string, v: Values) => ask(escalation.POST('/rungs/{rungId}/acknowledgement', {
  params: { path: { rungId: id } }, body: { plan: words(v, 'plan'), until: at(v, 'until')!, team: written(v.team) },
}))

/** Acknowledging a rung is a plan with a date; a leader in charge names the special team besides. */
export const rungActs: Record<'acknowledgement' | 'leadership', Act> = {
  acknowledgement: { fields: rungPlan, send: acknowledgeRung },
  leadership: { fields: [...rungPlan, text('team')], send: acknowledgeRung },
}

/** Who may lift a case by hand; the service asks again. */
export const lifters = ['dispatcher', 'director', 'leader']

/** What carries the work on comes first; what stops it comes last. */
const rank = ['review', 'acknowledgement', 'arrival', 'result', 'part', 'ending', 'rateWhistle', 'signature', 'answer',
  'prolongationRuling', 'appeal', 'prolongation', 'refusal', 'withdrawal']

/** What ends or avoids the work is never the button that offers itself. */
export const offersItself = (of: 'whistle' | 'order', name: string) =>
  !['refusal', 'withdrawal', 'appeal', 'prolongation'].includes(name) && !(of === 'order' && name === 'ending')

/** What is done with the whole, what is allowed before what is not; what concerns one department stands at its row. */
export const ofWhole = (actions: readonly NextAction[]) => actions.filter((one) => !one.name.includes('/'))
  .toSorted((a, b) => Number(b.allowed) - Number(a.allowed) || rank.indexOf(a.name) - rank.indexOf(b.name))

export const ofDepartment = (actions: readonly NextAction[], organisation: string) =>
  actions.filter((one) => one.name.endsWith(`/${organisation}`))

/** `confirmArrival/620422-water` without whom it concerns. */
export const plainName = (action: string) => action.split('/')[0]
