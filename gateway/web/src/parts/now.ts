import { readonly, ref } from 'vue'

const current = ref(new Date())
setInterval(() => (current.value = new Date()), 1000)

/** One second hand for every countdown on the page. */
export const now = readonly(current)
