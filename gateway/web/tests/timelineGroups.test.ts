import { describe, expect, it } from 'vitest'
import type { TimelineEntry } from '@/api/client'
import { groupTimeline } from '@/parts/timelineGroups'

const versions = new Map<string, number>()
/** A step as `service event trace`, with the event that its first reason names after an `@`. */
function step(text: string, n: number): TimelineEntry {
  const [, source, what, trace, code] = /^(\w+) (\w+)(?: (\w+))?(?: @(\w+))?$/.exec(text)!
  const version = n === 0 ? (versions.clear(), 1) : (versions.get(source) ?? 0) + 1
  versions.set(source, version)
  return { source, what, traceId: trace ?? null, version, at: `2026-11-23T01:00:${String(n).padStart(2, '0')}Z`,
    title: what, text: '', by: { account: 'system', name: '' }, reasons: code ? [{ code, text: '' }] : [],
  } as unknown as TimelineEntry
}
const grouped = (...steps: string[]) => groupTimeline(steps.map(step)).map(({ main, parts }) =>
  [main.what, ...parts.map((part) => part.what)].join(' '))

describe('the timeline', () => {
  it.each<[string, string[], string[]]>([
    ['puts the clocks under the dispatch that started them, not under the registration of the same trace',
      ['intake caseRegistered a', 'routing caseDispatched a', 'escalation clocksStarted a @term_in_force'],
      ['caseRegistered', 'caseDispatched clocksStarted']],
    ['puts them under the centre that must decide',
      ['intake caseRegistered a', 'routing caseUndecided a', 'escalation clocksStarted a @term_in_force'],
      ['caseRegistered', 'caseUndecided clocksStarted']],
    ['puts a stopped clock under the step that its reason names',
      ['routing ticketClaimed b', 'escalation clocksStopped b @ticket_claimed', 'routing ticketReplied c',
        'escalation clocksStopped c @ticket_replied'],
      ['ticketClaimed clocksStopped', 'ticketReplied clocksStopped']],
    ['tells apart what a ruling and the dispatch after it did, although both are one request',
      ['routing returnRuled d', 'routing caseDispatched d', 'escalation clocksStopped d @return_ruled',
        'escalation clocksStopped d @case_dispatched', 'escalation clocksStarted d @case_dispatched'],
      ['returnRuled clocksStopped', 'caseDispatched clocksStopped clocksStarted']],
    ['puts the escalation and the claim by the system under the warning, and the clock under all three',
      ['escalation warningRaised e', 'escalation caseEscalated e', 'routing ticketClaimed e',
        'escalation clocksStopped e @ticket_claimed'],
      ['warningRaised caseEscalated ticketClaimed clocksStopped']],
    ['gives each of two warnings of one trace its own escalation',
      ['escalation warningRaised f', 'escalation caseEscalated f', 'escalation warningRaised f',
        'escalation caseEscalated f'],
      ['warningRaised caseEscalated', 'warningRaised caseEscalated']],
    ['puts together without a trace only what one service did right after the other',
      ['escalation warningRaised', 'escalation caseEscalated', 'routing ticketClaimed',
        'escalation clocksStopped @ticket_claimed'],
      ['warningRaised caseEscalated', 'ticketClaimed', 'clocksStopped']],
    ['lets the archive stand beside the callback, with what it closed',
      ['intake petitionerCalledBack g', 'intake caseArchived g', 'routing ticketClosed g',
        'escalation clocksStopped g @petitioner_called_back', 'escalation clocksStopped g @case_archived'],
      ['petitionerCalledBack clocksStopped', 'caseArchived ticketClosed clocksStopped']],
    ['puts the reopened ticket under the reopened case',
      ['intake petitionerCalledBack h', 'intake caseReopened h', 'routing ticketReopened h',
        'escalation clocksStarted h @ticket_reopened'],
      ['petitionerCalledBack', 'caseReopened ticketReopened clocksStarted']],
    ['finds the cause also where a service\'s clock is a little ahead',
      ['escalation clocksStopped i @ticket_replied', 'routing ticketReplied i'],
      ['ticketReplied clocksStopped']],
    ['keeps apart what other requests caused, however close in time',
      ['routing caseDispatched j', 'escalation clocksStarted k @term_in_force'],
      ['caseDispatched', 'clocksStarted']],
    ['does not fold one act into another, although a client sends one trace with all its calls',
      ['intake caseRegistered l', 'routing caseDispatched l', 'routing ticketClaimed l', 'routing petitionerContacted l',
        'routing ticketReplied l', 'routing replyAudited l', 'intake petitionerCalledBack l'],
      ['caseRegistered', 'caseDispatched', 'ticketClaimed', 'petitionerContacted', 'ticketReplied', 'replyAudited',
        'petitionerCalledBack']],
    ['lets a step that it does not know stand by itself',
      ['escalation whistleBlown m', 'escalation warningRaised m'], ['whistleBlown', 'warningRaised']],
    ['is empty when nothing has happened', [], []],
  ])('%s', (_, steps, expected) => expect(grouped(...steps)).toEqual(expected))

  it('loses no step and doubles none', () => {
    const all = ['a', 'b', undefined].flatMap((trace) => ['caseRegistered', 'caseDispatched', 'clocksStarted',
      'warningRaised', 'caseEscalated', 'ticketClaimed', 'clocksStopped', 'returnRuled', 'ticketClosed', 'caseArchived',
      'replyAudited', 'ticketReplied', 'mediationEnded'].map((what) => `routing ${what}${trace ? ` ${trace}` : ''}`))
      .map(step)
    const shown = groupTimeline(all).flatMap(({ main, parts }) => [main, ...parts])
    expect(shown).toHaveLength(all.length)
    expect(new Set(shown)).toEqual(new Set(all))
  })
})
