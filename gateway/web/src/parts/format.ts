import { i18n } from '@/i18n'

// The whole platform reads China's time, wherever the browser stands.
const zone = 'Asia/Shanghai'
const locale = () => i18n.global.locale.value
const made = new Map<string, Intl.DateTimeFormat>()

function write(at: string | Date, options: Intl.DateTimeFormatOptions) {
  const name = locale() + JSON.stringify(options)
  let format = made.get(name)
  if (!format) made.set(name, (format = new Intl.DateTimeFormat(locale(), { ...options, timeZone: zone })))
  return format.format(new Date(at))
}

const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hour12: false }

/** The day in China as `2026-11-22`. */
export const day = (at: string | Date) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
    .format(new Date(at))

/** The time alone when it is today, otherwise month and day before it, with the year only when it is another. */
export function moment(at: string | Date, now = new Date()): string {
  const time = write(at, clock)
  if (day(at) === day(now)) return time
  const year = day(at).slice(0, 4) === day(now).slice(0, 4) ? undefined : 'numeric'
  return `${write(at, { year, month: 'short', day: 'numeric' })} ${time}`
}

/** The day alone, as a deadline that is a day is read. */
export const date = (at: string | Date) => write(at, { year: 'numeric', month: 'long', day: 'numeric' })

export const full = (at: string | Date) =>
  write(at, { year: 'numeric', month: 'long', day: 'numeric', weekday: 'short', ...clock })

/** A date without a time, such as a day of the calendar. */
export const weekday = (date: string) => write(`${date}T12:00:00+08:00`,
    { month: 'numeric', day: 'numeric', weekday: 'short' })
