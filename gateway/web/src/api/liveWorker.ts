// The SharedWorker of the desks: it holds the browser's one event stream for all tabs, and ends with the last of them.
import { createHub, type Source, type Wish, type Word } from './liveHub'

const hub = createHub(() => new EventSource('/api/events') as unknown as Source)

// The types of a worker's scope and of a page's cannot be had in one project.
const scope = globalThis as unknown as { onconnect: (event: MessageEvent) => void }
scope.onconnect = ({ ports: [port] }) => {
  const page = (word: Word) => port.postMessage(word)
  port.onmessage = ({ data }: MessageEvent<Wish>) => hub(page, data)
}
