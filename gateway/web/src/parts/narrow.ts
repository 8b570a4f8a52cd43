import { ref } from 'vue'

const query = matchMedia('(max-width: 720px)')

/** Whether the desks stand on a telephone; `phone.css` holds the same width. */
export const narrow = ref(query.matches)
query.addEventListener('change', () => (narrow.value = query.matches))
