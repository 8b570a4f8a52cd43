/** How a deadline stands, in whole units that an official reads at a glance. */
export interface Countdown {
  over: boolean
  days: number
  hours: number
  minutes: number
  seconds: number
}

export function countdown(due: string | Date, now: Date): Countdown {
  const gap = Math.round((new Date(due).getTime() - now.getTime()) / 1000)
  const left = Math.abs(gap)
  return {
    over: gap < 0,
    days: Math.floor(left / 86_400),
    hours: Math.floor((left % 86_400) / 3600),
    minutes: Math.floor((left % 3600) / 60),
    seconds: left % 60,
  }
}

type Words = (key: string, named: Record<string, number>) => string

/** Two units at most: days and hours, hours and minutes, minutes; seconds only in the last minute. */
export function countdownText(c: Countdown, t: Words): string {
  const side = c.over ? 'countdown.over' : 'countdown.left'
  if (c.days > 0) return t(`${side}.days`, { d: c.days, h: c.hours })
  if (c.hours > 0) return t(`${side}.hours`, { h: c.hours, m: c.minutes })
  if (c.minutes > 0) return t(`${side}.minutes`, { m: c.minutes })
  return t(`${side}.seconds`, { s: c.seconds })
}

/** Working days counted on an explained clock from today on; what is left in the term's own unit. */
export function workingDaysLeft(steps: { date: string; counted: boolean }[], today: string): number {
  return steps.filter((step) => step.counted && step.date >= today).length
}
