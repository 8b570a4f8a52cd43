import { computed, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { isOf } from '@/api/live'
import { useLiveList } from '@/parts/liveList'
import { useSession } from '@/parts/session'

interface Query { limit: number; after?: string; status?: string; open?: true; case?: string }
interface Page<Row> { items: Row[]; next?: string | null }

/** The list of whistles or of orders: what is still open comes first, and who takes part may look at his own alone. */
export function usePressureList<Row extends { id: string }>(
  of: 'whistle' | 'order', filters: Ref<string>[], load: (query: Query, own?: string) => Promise<Page<Row>>,
  begin = 'open',
) {
  const session = useSession()
  const route = useRoute()
  const router = useRouter()
  const status = ref(begin)
  const list = useLiveList<Row>({
    key: (row) => row.id,
    touches: (news) => isOf(news, of),
    load: (page) => load({
      ...page, status: status.value === 'open' ? undefined : status.value || undefined,
      open: status.value === 'open' || undefined,
      case: typeof route.query.case === 'string' ? route.query.case : undefined,
    }, session.person?.organisation),
  })
  void list.reload()
  watch([status, ...filters], list.reload)
  return {
    list, status,
    mayMake: (name: string) => (router.resolve({ name }).meta.roles as string[]).includes(session.role),
    // Whoever only watches over others has none of his own.
    takesPart: computed(() => !['leader', 'auditor'].includes(session.role)),
  }
}
