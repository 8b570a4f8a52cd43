/** How a state is drawn: every kind of state has a shape of its own, so that nobody need tell it by colour. */
export type Shape = 'ring' | 'arrow' | 'diamond' | 'octagon' | 'tick' | 'square' | 'page' | 'gap' | 'bolt' | 'voices'
  | 'links' | 'up' | 'down'

/** In a box of 16 by 16: what is filled or drawn, and what stands on it in white. */
export const paths: Record<Shape, { on: string; mark?: string }> = {
  ring: { on: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z' },
  arrow: { on: 'M3 1.5 14.5 8 3 14.5z' },
  diamond: { on: 'M8 1.2 14.8 8 8 14.8 1.2 8z' },
  octagon: { on: 'M5 1h6l4 4v6l-4 4H5l-4-4V5z', mark: 'M8 4v5M8 11v1.2' },
  tick: { on: 'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1z', mark: 'm4.6 8.2 2.4 2.4 4.4-5' },
  square: { on: 'M1.5 1.5h13v13h-13z', mark: 'm4.6 8.2 2.4 2.4 4.4-5' },
  page: { on: 'M3 1h7l3 3v11H3z', mark: 'M5.5 7h5M5.5 10h5' },
  gap: { on: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11z' },
  bolt: { on: 'M9.5 1 3 9h4l-1 6 7-8.5H8.6z' },
  voices: { on: 'M1.5 2h13v9H8l-3.5 3.5V11h-3z' },
  up: { on: 'M8 2 15 13.5H1z' },
  down: { on: 'M8 14 1 2.5h14z' },
  links: { on: 'M5.5 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zm5 0a4 4 0 1 1 0 8 4 4 0 0 1 0-8z' },
}

const shapes: Record<string, Record<string, Shape>> = {
  whistle: {
    proposed: 'diamond', refused: 'octagon', appealed: 'diamond', blown: 'arrow', resultRecorded: 'ring',
    ended: 'square', withdrawn: 'gap',
  },
  whistleType: { emergency: 'bolt', strongDemand: 'voices', jointEnforcement: 'links' },
  presence: {
    waiting: 'gap', called: 'ring', underWay: 'arrow', refusalAsked: 'diamond', excused: 'gap', absent: 'octagon',
    onSite: 'tick', late: 'tick', done: 'square', carried: 'page',
  },
  rung: {
    handler: 'ring', head: 'arrow', centre: 'diamond', leader: 'octagon', backstop: 'page', superior: 'octagon',
  },
  band: { tooSmall: 'gap', below: 'down', within: 'tick', above: 'up' },
  orderForm: { notice: 'page', listed: 'links', interview: 'voices', circular: 'bolt' },
  order: {
    drafted: 'diamond', issued: 'ring', acknowledged: 'arrow', answered: 'diamond', sentBack: 'octagon',
    ended: 'square', climbed: 'octagon', discarded: 'gap',
  },
}

export type ShapeGroup = 'whistle' | 'whistleType' | 'presence' | 'band' | 'orderForm' | 'order' | 'rung'

export const shapeOf = (group: ShapeGroup, of: string): Shape => shapes[group][of] ?? 'ring'

/** Whether the shape is an outline: what is still open is hollow. */
export const hollow = (shape: Shape) => ['ring', 'diamond', 'gap', 'links', 'voices'].includes(shape)
