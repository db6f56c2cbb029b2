/** `http.Agent`: how many requests go out at once, and whether the host keeps their connections. @see https://nodejs.org/api/http.html#class-httpagent @module */
import { invalidArgument, notAvailable } from './errors.ts'
import { EventEmitter } from './events.ts'

export interface AgentOptions {
  keepAlive?: boolean
  keepAliveMsecs?: number
  maxSockets?: number
  maxTotalSockets?: number
  maxFreeSockets?: number
  scheduling?: string
  timeout?: number
  protocol?: string
  defaultPort?: number
  [option: string]: unknown
}

/** A request that waits for its turn. */
export interface Admitted {
  admit(): void
  once(event: 'close', listener: () => void): unknown
}

type Lists = { [name: string]: unknown[] | undefined }

class AgentClass extends EventEmitter {
  static defaultMaxSockets = Number.POSITIVE_INFINITY
  static globalAgent: unknown

  options: AgentOptions
  defaultPort: number
  protocol: string
  keepAlive: boolean
  keepAliveMsecs: number
  maxSockets: number
  maxTotalSockets: number
  maxFreeSockets: number
  scheduling: string
  /** Requests under way and waiting ones, by `getName`. */
  sockets: Lists = {}
  requests: Lists = {}
  freeSockets: Lists = {}

  constructor(options: AgentOptions = {}, protocol = 'http:', defaultPort = 80) {
    super()
    this.options = { ...options }
    this.protocol = options?.protocol ?? protocol
    this.defaultPort = options?.defaultPort ?? defaultPort
    this.keepAlive = Boolean(options?.keepAlive)
    this.keepAliveMsecs = options?.keepAliveMsecs ?? 1000
    this.maxSockets = options?.maxSockets || Agent.defaultMaxSockets
    this.maxTotalSockets = options?.maxTotalSockets ?? Number.POSITIVE_INFINITY
    this.maxFreeSockets = options?.maxFreeSockets ?? 256
    this.scheduling = options?.scheduling ?? 'lifo'
  }

  getName(
    options: { host?: unknown; port?: unknown; localAddress?: unknown; family?: unknown } = {},
  ): string {
    const { host = 'localhost', port = '', localAddress = '', family } = options
    return `${host}:${port}:${localAddress}${family === 4 || family === 6 ? `:${family}` : ''}`
  }

  /** Sends a request, now or when another is done. Custom agents call this in the end, or cannot work here. */
  addRequest(request: Admitted, options: object): void {
    if (this.createSocket !== Agent.prototype.createSocket) {
      throw notAvailable('An http.Agent with a createSocket of its own, such as one for a proxy,')
    }
    const name = this.getName(options)
    const underWay = this.sockets[name] ?? []
    this.sockets[name] = underWay
    const start = (): void => {
      this.sockets[name]?.push(request)
      request.once('close', () => this.#done(name, request))
      request.admit()
    }
    const waiting = this.requests[name]
    if (underWay.length < this.maxSockets && !waiting) start()
    else this.requests[name] = [...(waiting ?? []), start]
  }

  #done(name: string, request: unknown): void {
    const rest = (this.sockets[name] ?? []).filter((other) => other !== request)
    if (rest.length > 0) this.sockets[name] = rest
    else delete this.sockets[name]
    const [next, ...others] = this.requests[name] ?? []
    if (others.length > 0) this.requests[name] = others
    else delete this.requests[name]
    if (typeof next !== 'function') return
    this.sockets[name] ??= []
    next()
  }

  createConnection(): never {
    throw notAvailable('http.Agent.createConnection')
  }
  createSocket(): never {
    throw notAvailable('http.Agent.createSocket')
  }
  keepSocketAlive(): boolean {
    return this.keepAlive
  }
  reuseSocket(): void {}
  removeSocket(): void {}
  /** Kept connections close by themselves after a few seconds. */
  destroy(): void {}
}

class HttpsAgentClass extends AgentClass {
  constructor(options: AgentOptions = {}) {
    super(options, 'https:', 443)
  }
}

/** Node's agents can be made without `new`, and inherited from by `Agent.call(this)`. */
function callable<T extends new (options?: AgentOptions) => object>(Class: T): T {
  return new Proxy(Class, {
    apply(target, self: unknown, [options]: [AgentOptions?]) {
      const made = new target(options)
      return self instanceof target ? void Object.assign(self, made) : made
    },
  })
}

export type Agent = AgentClass
export const Agent = callable(AgentClass)
/** `https.Agent` */
export const HttpsAgent = callable(HttpsAgentClass)

/** The agent of requests without one; a script may replace it. */
export const globalAgents: { 'http:': Agent; 'https:': Agent } = {
  'http:': new Agent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }),
  'https:': new HttpsAgent({ keepAlive: true, scheduling: 'lifo', timeout: 5000 }),
}

/** An agent of ours, or anything that has `addRequest`. */
export type AgentLike = Pick<Agent, 'addRequest'> & Partial<Agent>

/** @returns the agent that a request asks for. @throws ERR_INVALID_ARG_TYPE */
export function agentOf(agent: unknown, fallback: Agent): AgentLike {
  if (agent === false) return new (fallback.constructor as new () => Agent)()
  if (agent === undefined || agent === null) return fallback
  if (typeof (agent as AgentLike).addRequest === 'function') return agent as AgentLike
  throw invalidArgument('options.agent', 'one of Agent-like Object, undefined, or false', agent)
}
