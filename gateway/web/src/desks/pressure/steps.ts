import type { Step, TimelineEntry } from '@/api/client'

/** The steps of a whistle or an order as entries of the shared timeline. */
export const asEntries = (steps: readonly Step[], word: (what: string) => string): TimelineEntry[] =>
  steps.map((step, n) => ({
    at: step.at, what: step.what, title: word(step.what), text: undefined, reasons: step.reasons,
    traceId: step.traceId, source: 'escalation', version: n + 1,
    by: { account: step.byAccount, name: step.byName, organisation: step.byOrganisation },
  }) as unknown as TimelineEntry).reverse()
