/** Servers that take everything and never answer. @module */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer } from 'node:net'

/** A mail server and a name server, dead. */
export interface DeadServers {
  smtp_url: string
  /** For `NODE_OPTIONS`: the process asks the dead name server. */
  node_options: string
  close(): void
}

/** Opens both on free ports of loopback. */
export async function openDeadServers(): Promise<DeadServers> {
  const smtp = createServer((socket) => socket.on('error', () => undefined))
  smtp.listen(0, '127.0.0.1')
  await once(smtp, 'listening')
  const dns = createSocket('udp4')
  dns.bind(0, '127.0.0.1')
  await once(dns, 'listening')
  const address = smtp.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const preload = `import dns from 'node:dns'
    const Resolver = dns.promises.Resolver
    dns.promises.Resolver = class extends Resolver {
      constructor(options) { super(options); this.setServers() }
      setServers() { super.setServers(['127.0.0.1:${dns.address().port}']) }
    }`
  return {
    smtp_url: `smtp://127.0.0.1:${port}`,
    node_options: `--import=data:text/javascript;base64,${Buffer.from(preload).toString('base64')}`,
    close() {
      smtp.close()
      dns.close()
    },
  }
}
