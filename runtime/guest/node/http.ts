/** `http` and `https`: clients; servers are refused by name. @see https://nodejs.org/api/http.html @module */
import { unavailable, unavailableClass } from './errors.ts'
import { Agent, globalAgents, HttpsAgent } from './http-agent.ts'
import { ClientRequest } from './http-client-request.ts'
import { METHODS, STATUS_CODES } from './http-constants.ts'
import { validateHeaderName, validateHeaderValue } from './http-headers.ts'
import { IncomingMessage } from './http-incoming.ts'
import { requestArguments } from './http-options.ts'
import { OutgoingMessage } from './http-outgoing.ts'

/** Maximum size of a response's head, in bytes. */
const MAX_HEADER_BYTES = 16 * 1024

/** @returns what `require('http')` or `require('https')` gives */
export function createHttp(protocol: 'http:' | 'https:'): object {
  const name = protocol.slice(0, -1)
  const request = (...args: unknown[]): ClientRequest => {
    const { options, callback } = requestArguments(args)
    return new ClientRequest({ ...options, _defaultAgent: globalAgents[protocol] }, callback)
  }
  const get = (...args: unknown[]): ClientRequest => {
    const made = request(...args)
    made.end()
    return made
  }
  const common = {
    Agent: protocol === 'http:' ? Agent : HttpsAgent,
    request,
    get,
    Server: unavailableClass(`${name}.Server`),
    createServer: unavailable(`${name}.createServer`),
    get globalAgent() {
      return globalAgents[protocol]
    },
    set globalAgent(agent) {
      globalAgents[protocol] = agent
    },
  }
  if (protocol === 'https:') return common
  const only = {
    ClientRequest,
    IncomingMessage,
    OutgoingMessage,
    ServerResponse: unavailableClass('http.ServerResponse'),
    METHODS,
    STATUS_CODES,
    maxHeaderSize: MAX_HEADER_BYTES,
    validateHeaderName,
    validateHeaderValue,
    setMaxIdleHTTPParsers() {},
  }
  return Object.defineProperties(common, Object.getOwnPropertyDescriptors(only))
}
