/* Health check of the container: exits with 0 while the server answers. Takes the port from the environment, as the server does. */
const { env } = process
const port = env.PORT || '3000'

fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(2_000) }).then(
  ({ ok }) => process.exit(ok ? 0 : 1),
  () => process.exit(1),
)
