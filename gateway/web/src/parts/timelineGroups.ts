import type { TimelineEntry } from '@/api/client'

/** A step of the case, and the steps that it brought about. */
export interface TimelineGroup { main: TimelineEntry; parts: TimelineEntry[] }

const decisions = ['caseDispatched', 'caseUndecided', 'caseRoutedToMediation']

/**
 * What never happens by itself, with the steps that bring it about. A step that changes who must act, or that ends the
 * case, is not among them: a dispatch, an archive and a reopening each stand by themselves, whoever caused them.
 */
const broughtAboutBy: Record<string, string[]> = {
  clocksStarted: decisions,
  clocksStopped: [],
  caseEscalated: ['warningRaised'],
  ticketClaimed: ['warningRaised', 'returnRuled', 'objectionRuled', 'mediationEnded'],
  ticketReplied: ['applicationDecided', 'mediationEnded'],
  replyAudited: ['applicationDecided', 'mediationEnded'],
  ticketReopened: ['caseReopened'],
  ticketClosed: ['caseArchived', 'caseReopened', 'caseDispatched', 'returnRuled', 'replyAudited', 'ticketReplied'],
  fileOpened: ['caseRoutedToMediation'],
}

const event = (code: string) => code.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** The events that may have caused this one. Escalation names the event that moved a clock in its first reason. */
function causesOf(entry: TimelineEntry): string[] {
  const known = broughtAboutBy[entry.what] ?? []
  if (!/^clocks(Started|Stopped)$/.test(entry.what)) return known
  const named = event(entry.reasons[0]?.code ?? '')
  return named && named !== 'termInForce' && !named.startsWith('clocks') ? [named] : known
}

/**
 * Steps of one trace come from one request, through whichever service. Without a trace, only what one service did right
 * after the other belongs together.
 */
const together = (part: TimelineEntry, cause: TimelineEntry) => part.traceId || cause.traceId
  ? part.traceId === cause.traceId
  : part.source === cause.source && part.version === cause.version + 1

/** The nearest cause before the step; where two services' clocks differ a little, the first after it. */
function causeOf(at: number, entries: TimelineEntry[]): number | undefined {
  const part = entries[at]
  const causes = causesOf(part)
  const may = entries.map((entry, n) => n !== at && causes.includes(entry.what) && together(part, entry) ? n : -1)
    .filter((n) => n >= 0)
  return may.filter((n) => n < at).pop() ?? may[0]
}

/**
 * Puts what one step brought about under that step: a dispatch with the clocks that it started, a reply with those that
 * it stopped, a warning with its escalation. The order stays that of the steps themselves, and no step is left out.
 */
export function groupTimeline(entries: TimelineEntry[]): TimelineGroup[] {
  const above = entries.map((_, n) => causeOf(n, entries))
  // No circle: the causes in the table lead up to steps that are not in it, and a clock causes nothing.
  const mainOf = (n: number): number => above[n] === undefined ? n : mainOf(above[n])
  const groups = new Map<number, TimelineGroup>()
  entries.forEach((entry, n) => { if (mainOf(n) === n) groups.set(n, { main: entry, parts: [] }) })
  entries.forEach((entry, n) => { if (mainOf(n) !== n) groups.get(mainOf(n))!.parts.push(entry) })
  return [...groups.values()]
}
