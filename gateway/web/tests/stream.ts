import type { Source } from '@/api/liveHub'

/** An event stream whose server is the test. */
export class Stream implements Source {
  static opened: Stream[] = []
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  closed = false
  private readonly heard = new Map<string, (event: MessageEvent<string>) => void>()
  constructor(readonly url: string) { Stream.opened.push(this) }
  addEventListener(type: string, then: (event: MessageEvent<string>) => void) { this.heard.set(type, then) }
  close() { this.closed = true }
  say(type: string, data: object) { this.heard.get(type)?.({ data: JSON.stringify(data) } as MessageEvent<string>) }
  /** As the server does at the start. */
  begin(account: string) {
    this.onopen?.()
    this.say('person', { account })
    this.say('refresh', {})
  }
}
