import type { Component } from 'vue'
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'
import { useSession } from './parts/session'

const centre = ['dispatcher', 'director']
const readers = ['operator', 'handler', 'head', ...centre, 'arbiter', 'mediator', 'gridworker', 'leader', 'auditor']

const whistlers = ['gridworker', 'handler', 'head', ...centre]
const editors = ['admin', 'director']

/** A page of a desk: `name` is also its key in `menu`, `roles` are who finds it there. */
interface Desk { desk: 'operator' | 'department' | 'pressure' | 'centre' | 'mediator' | 'catalogue'
  | 'admin'; name: string;
  roles: string[];  page: () => Promise<Component> }

// The order is the order of the menu, and the first page that a role may open is where it starts.
export const desks: Desk[] = [
  { desk: 'operator', name: 'register', roles: ['operator', 'gridworker'], page: () =>
      import('./desks/operator/Register.vue') },
  { desk: 'department', name: 'worklist', roles: ['handler', 'head'], page: () =>
      import('./desks/department/Worklist.vue') },
  { desk: 'mediator', name: 'files', roles: ['mediator'], page: () => import('./desks/mediator/Files.vue') },
  { desk: 'centre', name: 'undecided', roles: centre, page: () => import('./desks/centre/Undecided.vue') },
  { desk: 'centre', name: 'returns', roles: ['arbiter', ...centre], page: () => import('./desks/centre/Returns.vue') },
  { desk: 'centre', name: 'objections', roles: ['director', 'arbiter'], page: () =>
      import('./desks/centre/Objections.vue') },
  { desk: 'centre', name: 'precedents', roles: ['arbiter', ...centre, 'head', 'leader', 'auditor'], page: () =>
      import('./desks/centre/Precedents.vue') },
  { desk: 'centre', name: 'applications', roles: centre, page: () => import('./desks/centre/Applications.vue') },
  { desk: 'centre', name: 'unsolved', roles: centre, page: () => import('./desks/centre/Unsolved.vue') },
  { desk: 'centre', name: 'audits', roles: centre, page: () => import('./desks/centre/Audits.vue') },
  { desk: 'centre', name: 'warnings', roles: ['head', ...centre, 'leader', 'auditor'], page: () =>
      import('./desks/centre/Warnings.vue') },
  { desk: 'centre', name: 'statistics', roles: ['head', 'arbiter', ...centre, 'leader', 'auditor'], page: () =>
      import('./desks/centre/Statistics.vue') },
  { desk: 'centre', name: 'copies', roles: centre, page: () => import('./desks/centre/Copies.vue') },
  { desk: 'centre', name: 'explain', roles: [...centre, 'arbiter', 'admin'], page: () =>
      import('./desks/centre/Explain.vue') },
  { desk: 'centre', name: 'exemptions', roles: [...centre, 'leader', 'auditor'], page: () =>
      import('./desks/centre/Exemptions.vue') },
  { desk: 'pressure', name: 'whistles', roles: [...whistlers, 'leader', 'auditor'], page: () =>
      import('./desks/pressure/Whistles.vue') },
  { desk: 'pressure', name: 'orders', roles: ['handler', 'head', ...centre, 'leader', 'auditor'], page: () =>
      import('./desks/pressure/Orders.vue') },
  { desk: 'pressure', name: 'rungs',
    roles: ['handler', 'mediator', 'head', ...centre, 'arbiter', 'leader', 'auditor'],
    page: () => import('./desks/pressure/Rungs.vue') },
  { desk: 'pressure', name: 'backstop', roles: [...centre, 'leader', 'auditor'], page: () =>
      import('./desks/pressure/Backstop.vue') },
  { desk: 'pressure', name: 'ladder', roles: ['head', ...centre, 'arbiter', 'leader', 'auditor'], page: () =>
      import('./desks/pressure/Ladder.vue') },
  { desk: 'pressure', name: 'figures', roles: ['head', ...centre, 'leader', 'auditor'], page: () =>
      import('./desks/pressure/WhistleFigures.vue') },
  { desk: 'operator', name: 'callbacks', roles: ['operator'], page: () => import('./desks/operator/Callbacks.vue') },
  { desk: 'operator', name: 'lookup', roles: readers, page: () => import('./desks/operator/Lookup.vue') },
  { desk: 'admin', name: 'accounts', roles: ['admin'], page: () => import('./desks/admin/Accounts.vue') },
  { desk: 'admin', name: 'matterModels', roles: ['admin', 'director'], page: () =>
      import('./desks/admin/MatterModels.vue') },
  { desk: 'admin', name: 'errorQueues', roles: ['admin'], page: () => import('./desks/admin/ErrorQueues.vue') },
  { desk: 'catalogue', name: 'drafts', roles: editors, page: () => import('./desks/catalogue/Drafts.vue') },
  { desk: 'catalogue', name: 'versions', roles: [...editors, 'auditor', 'leader', 'arbiter', 'dispatcher'], page: () =>
      import('./desks/catalogue/Versions.vue') },
  { desk: 'centre', name: 'books', roles: [...centre, 'leader', 'auditor', 'admin'], page: () =>
      import('./desks/centre/Books.vue') },
]

export const menuOf = (role: string) => desks.filter((page) => page.roles.includes(role))

const pathOf = (page: Desk) => `/${page.desk}/${page.name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`

const routes: RouteRecordRaw[] = [
  { path: '/sign-in', name: 'signIn', component: () => import('./desks/signin/SignIn.vue'), meta: { bare: true } },
  { path: '/', name: 'home', component: () => import('./parts/NotFound.vue') },
  ...desks.map((page): RouteRecordRaw => ({
    path: pathOf(page), name: page.name, component: page.page, meta: { roles: page.roles },
  })),
  { path: '/case/:number', name: 'case', component: () => import('./desks/case/CasePage.vue'), props: true,
      meta: { roles: readers } },
  { path: '/pressure/whistles/new', name: 'blowWhistle', component: () => import('./desks/pressure/BlowWhistle.vue'),
      meta: { roles: whistlers } },
  { path: '/pressure/whistles/:whistleId', name: 'whistle', component: () =>
      import('./desks/pressure/WhistlePage.vue'), props: true, meta: { roles: [...whistlers, 'leader', 'auditor'] } },
  { path: '/pressure/orders/new', name: 'openOrder', component: () => import('./desks/pressure/OpenOrder.vue'),
      meta: { roles: [...centre, 'leader'] } },
  { path: '/pressure/orders/:orderId', name: 'order', component: () => import('./desks/pressure/OrderPage.vue'),
      props: true, meta: { roles: ['handler', 'head', ...centre, 'leader', 'auditor'] } },
  { path: '/pressure/orders/:orderId/print', name: 'orderPrint', component: () =>
      import('./desks/pressure/OrderPrint.vue'), props: true, meta: { bare: true,
      roles: ['handler', 'head', ...centre, 'leader', 'auditor'] } },
  { path: '/mediator/files/:fileId', name: 'file', component: () => import('./desks/mediator/File.vue'), props: true,
      meta: { roles: ['mediator'] } },
  { path: '/catalogue/drafts/:draftId', name: 'draft', component: () => import('./desks/catalogue/Draft.vue'),
      props: true, meta: { roles: editors } },
  { path: '/:rest(.*)*', name: 'notFound', component: () => import('./parts/NotFound.vue') },
]

export const router = createRouter({
  history: createWebHistory(),
  routes,
  scrollBehavior: (_to, _from, saved) => saved ?? { top: 0 },
})

router.beforeEach(async (to) => {
  const session = useSession()
  if (!session.asked) await session.load().catch(() => undefined)
  if (to.name === 'signIn') return session.person ? '/' : true
  if (!session.person) return { name: 'signIn', query: to.path === '/' ? {} : { to: to.fullPath } }
  const first = menuOf(session.role)[0]
  if (to.name === 'home') return first ? { name: first.name } : true
  const roles = to.meta.roles as string[] | undefined
  return roles && !roles.includes(session.role) ? '/' : true
})
