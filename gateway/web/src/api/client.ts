// The one door to the server. Paths, queries, bodies and answers are typed from the generated documents, so a call that
// the server no longer knows does not compile.
import createClient from 'openapi-fetch'
import type { paths as EscalationPaths } from './escalation.gen'
import type { paths as GatewayPaths } from './gateway.gen'
import type { paths as IntakePaths } from './intake.gen'
import type { paths as MediationPaths } from './mediation.gen'
import type { paths as RoutingPaths } from './routing.gen'

const send = (request: Request) => fetch(request)
const door = <Paths extends object>(baseUrl: string) =>
  createClient<Paths>({ baseUrl, fetch: send, credentials: 'same-origin' })

export const intake = door<IntakePaths>('/api/intake')
export const routing = door<RoutingPaths>('/api/routing')
export const mediation = door<MediationPaths>('/api/mediation')
export const escalation = door<EscalationPaths>('/api/escalation')
export const gateway = door<GatewayPaths>('')

/** Why a call was refused (RFC 9457), or `connection_lost` when no answer came. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly errors: Record<string, string[]> = {},
    readonly traceId?: string,
    readonly details?: unknown,
  ) {
    super(message)
  }

  static from(status: number, body: unknown): Problem {
    const told = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>
    const text = (name: string) => (typeof told[name] === 'string' ? (told[name] as string) : undefined)
    return new Problem(status, text('code') ?? `http_${status}`, text('detail') ?? text('title') ?? '',
      (told.errors as Record<string, string[]>) ?? {}, text('traceId'), told.details)
  }

  /** The fields whose messages stand beside them; what is left is told above the form. */
  readonly beside = new Set<string>()

  /** The message that belongs beside a field; nested fields are found by their last name too. */
  field(name: string): string | undefined {
    const key = Object.keys(this.errors).find((k) => k === name || k.split('.').pop() === name)
    if (!key) return undefined
    this.beside.add(key)
    return oneSentence(this.errors[key])
  }
}

/** Several sentences as one, with a stop at the end only. */
export const oneSentence = (texts: string[]) =>
  texts.map((text, n) => (n < texts.length - 1 ? text.replace(/[。.]$/, '') : text)).join('；')

let signedOut: (() => void) | undefined
/** Says what to do when the session has ended while somebody was working. */
export const whenSignedOut = (then: () => void) => (signedOut = then)

type Reply<T> = { data?: T; error?: unknown; response: Response }

/** Awaits a call and gives its answer, or throws a {@link Problem}. */
export async function ask<T>(call: Promise<Reply<T>>): Promise<T> {
  let reply: Reply<T>
  try {
    reply = await call
  } catch (failure) {
    if (failure instanceof DOMException && failure.name === 'AbortError') throw failure
    throw new Problem(0, 'connection_lost', '')
  }
  if (reply.response.ok) return reply.data as T
  const problem = Problem.from(reply.response.status, reply.error)
  if (problem.status === 401 && problem.code !== 'wrong_credentials') signedOut?.()
  throw problem
}

/** A ticket with what happened on it, as one. */
export async function readTicket(ticketId: string): Promise<TicketDetail> {
  const { ticket, ...past } = await ask(routing.GET('/tickets/{ticketId}', { params: { path: { ticketId } } }))
  return { ...ticket, ...past }
}

type Json<Content> = Content extends { content: { 'application/json': infer Body } } ? Body : never
type Answer<Call> = Call extends { responses: infer R } ? Json<R[(200 | 201) & keyof R]> : never
type Asked<Call> = Call extends { requestBody: infer B } ? Json<B> : never
type Item<Call> = Answer<Call> extends { items: (infer Row)[] } ? Row : never

// The shapes the desks speak of, named once and taken from the calls themselves.
export type Person = Answer<GatewayPaths['/api/session']['get']>
export type Ledger = Answer<GatewayPaths['/api/ledger']['get']>
export type Account = Item<GatewayPaths['/api/accounts']['get']>
export type NewAccount = Asked<GatewayPaths['/api/accounts']['post']>
export type ErrorQueue = Item<GatewayPaths['/api/broker/error-queues']['get']>
export type ErrorMessage = Item<GatewayPaths['/api/broker/error-queues/{queue}/messages']['get']>
export type CaseRow = Item<IntakePaths['/cases']['get']>
export type CaseDetail = Answer<IntakePaths['/cases/{number}']['get']>
export type TimelineEntry = Item<IntakePaths['/cases/{number}/timeline']['get']>
export type NewCase = Asked<IntakePaths['/cases']['post']>
export type Duplicate = Answer<IntakePaths['/suggestions']['get']>['duplicates'][number]
export type Rating = Asked<IntakePaths['/cases/{number}/ratings']['post']>
export type TicketRow = Item<RoutingPaths['/tickets']['get']>
export type NextAction = TicketRow['actions'][number]
type TicketAnswer = Answer<RoutingPaths['/tickets/{ticketId}']['get']>
export type TicketDetail = TicketAnswer['ticket'] & Omit<TicketAnswer, 'ticket'>
export type Evidence = TicketAnswer['work']['evidence'][number]
export type EndReason = NonNullable<Asked<MediationPaths['/files/{fileId}/termination']['post']>['reason']>
export type ReturnRow = Item<RoutingPaths['/returns']['get']>
export type StatisticsAnswer = Answer<RoutingPaths['/statistics']['get']>
export type StatisticRow = StatisticsAnswer['items'][number]
export type StatisticName = 'tickets' | 'cases' | 'firstRight' | 'returned' | 'upheld' | 'rejected' | 'held' | 'claimed'
  | 'claimedLate'
export type PlacesFound = Answer<RoutingPaths['/places/candidates']['get']>
export type MattersSuggested = Answer<RoutingPaths['/matters/suggestions']['get']>
export type ModelsAnswer = Answer<RoutingPaths['/matter-models']['get']>
export type ModelRow = ModelsAnswer['items'][number]
export type SimulationAnswer = Answer<RoutingPaths['/simulations/{simulationId}']['get']>
export type SimulatedCase = Item<RoutingPaths['/simulations/{simulationId}/cases']['get']>
export type ReturnCase = Answer<RoutingPaths['/returns/{returnId}']['get']>
// The document says of every objection's id that it may be null, since a precedent's may.
export type ObjectionRow = Item<RoutingPaths['/objections']['get']> & { id: string }
export type RequestRow = Item<RoutingPaths['/applications']['get']>
export type SuspensionRow = Item<RoutingPaths['/suspensions']['get']>
export type UndecidedRow = Item<RoutingPaths['/undecided']['get']>
export type PrecedentRow = Item<RoutingPaths['/precedents']['get']>
export type ExemptionRow = Item<RoutingPaths['/shield/exemptions']['get']>
export type ShieldReport = Answer<RoutingPaths['/shield/report']['get']>
export type CopyRow = Item<IntakePaths['/copies']['get']>
export type Explanation = Answer<RoutingPaths['/explain']['post']>
export type Matter = Item<RoutingPaths['/matters']['get']>
export type Organisation = Item<RoutingPaths['/organisations']['get']>
export type SuggestedOneThing = Answer<EscalationPaths['/whistles/suggestions']['post']>['items'][number]
export type OneThing = Item<RoutingPaths['/one-things']['get']>
export type ListDescription = Answer<RoutingPaths['/catalogue/lists']['get']>['lists'][number]
export type ListColumn = ListDescription['columns'][number]
export type DraftRow = Item<RoutingPaths['/catalogue/drafts']['get']>
export type DraftDetail = Answer<RoutingPaths['/catalogue/drafts/{draftId}']['get']>
export type DraftItem = Item<RoutingPaths['/catalogue/drafts/{draftId}/rows']['get']>
export type RowChange = Item<RoutingPaths['/catalogue/drafts/{draftId}/difference']['get']>
export type DraftCheck = Answer<RoutingPaths['/catalogue/drafts/{draftId}/check']['get']>
export type Finding = DraftCheck['findings'][number]
export type CatalogueVersion = Item<RoutingPaths['/catalogue/versions']['get']>
export type Jurisdiction = Item<RoutingPaths['/jurisdictions']['get']>
export type RungRow = Item<EscalationPaths['/rungs']['get']> & { id: string; rung: RungName }
export type LadderAnswer = Answer<EscalationPaths['/ladder']['get']>
export type LadderPolicy = LadderAnswer['inForce']
export type LadderTrial = Answer<EscalationPaths['/ladder/trials']['post']>
type RungName = LadderPolicy['rungs'][number]['rung']
export type Clock = Item<EscalationPaths['/clocks']['get']>
export type ClockExplanation = Answer<EscalationPaths['/clocks/{clockId}/explain']['get']>
export type Warning = Item<EscalationPaths['/warnings']['get']>
export type WhistleRow = Item<EscalationPaths['/whistles']['get']> & { id: string; type: WhistleType }
export type WhistleFigures = Answer<EscalationPaths['/whistles/statistics']['get']>
export type WhistleFigure = 'summoned' | 'answeredInTime' | 'answerMissed' | 'arrivedInTime' | 'arrivedLate' | 'absent'
  | 'refusedWithDuty' | 'refusedWithoutDuty' | 'excused' | 'rated'
type WhistleAnswer = Answer<EscalationPaths['/whistles/{whistleId}']['get']>
// The document says of every id and enum that some request may leave out that it may be null; in an answer none is.
export type Department = Omit<WhistleAnswer['departments'][number], 'organisation'> & { organisation: string }
export type Whistle = Omit<WhistleAnswer, 'id' | 'departments' | 'organisation'>
  & { id: string; organisation: string; type: WhistleType; departments: Department[] }
export type WhistleType = NonNullable<WhistleAnswer['type']>
export type WhistleStatus = WhistleAnswer['status']
export type NewWhistle = Asked<EscalationPaths['/whistles']['post']>
export type ShownDeadline = WhistleAnswer['deadlines'][number]
export type Step = WhistleAnswer['steps'][number]
export type OrderRow = Item<EscalationPaths['/orders']['get']> & { id: string; form: OrderForm }
type OrderAnswer = Answer<EscalationPaths['/orders/{orderId}']['get']>
export type Order = OrderAnswer & { id: string; form: OrderForm; organisation: string }
export type OrderPaper = Answer<EscalationPaths['/orders/{orderId}/paper']['get']>
export type OrderForm = NonNullable<OrderAnswer['form']>
export type OrderStatus = OrderAnswer['status']
export type FileRow = Item<MediationPaths['/files']['get']>
export type FileDetail = Answer<MediationPaths['/files/{fileId}']['get']>
