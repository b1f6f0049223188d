// Runs in every page of `npm run dev`: reloads the page when its files have changed.

// `wrangler dev` sends a message on this socket when the Worker or a page was built again. It has it for its own
// --live-reload, which adds an inline script.
const path = '/cdn-cgi/live-reload'
const protocol = 'WRANGLER_PROXYWORKER_LIVE_RELOAD_PROTOCOL'
const retryMs = 1000

// A page names each of its files with a hash, so it changes with them. Undefined while the page is written or the
// Worker is stopped.
const readPage = async () => {
  try {
    const response = await fetch(location.pathname, { cache: 'no-store' })
    return response.ok ? await response.text() : undefined
  } catch {
    return undefined
  }
}

let loaded = await readPage()

// After an edit of the Worker alone the page stays, with the text in its forms.
const reloadIfChanged = async () => {
  const page = await readPage()
  if (page && loaded && page !== loaded) location.reload()
  loaded ??= page
}

const listen = () => {
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}${path}`, protocol)
  socket.onopen = reloadIfChanged
  socket.onmessage = reloadIfChanged
  socket.onclose = () => setTimeout(listen, retryMs)
}

listen()
