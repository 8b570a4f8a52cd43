import type { NextAction } from '@/api/client'

/** What the server says of one action: allowed, or why not now; undefined where the caller may never do it. */
export const actionOf = (actions: readonly NextAction[] | undefined, name: string) =>
  actions?.find((one) => one.name === name)

export const may = (actions: readonly NextAction[] | undefined, name: string) =>
  actionOf(actions, name)?.allowed === true
