/** A legacy application's web service with users, as the two web service templates expect it. @module */
import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A user of the service. It keeps passwords as they are: it is a test's. */
interface ServiceUser {
  user_id: string
  email: string
  username?: string | undefined
  nickname?: string | undefined
  password: string
  email_verified: boolean
}

/** An answer of the service. */
export interface ServiceAnswer {
  status: number
  user?: ServiceUser | undefined
}

/** One request, taken apart. */
export interface ServiceCall {
  /** As in the template's interface: `PUT /users`, `DELETE /users/{user_id}`. */
  operation: string
  /** The path's last part, decoded. */
  last: string
  query: URLSearchParams
  /** Of the JSON body. */
  fields: { [name: string]: unknown }
  headers: IncomingMessage['headers']
}

/** The users, and what can be done with them. */
export interface UserService {
  url: string
  users: Map<string, ServiceUser>
  find(identifier: unknown): ServiceUser | undefined
  create(fields: ServiceCall['fields']): ServiceAnswer
  change(email: unknown, changes: Partial<ServiceUser>): ServiceAnswer
  remove(user_id: string): ServiceAnswer
  /** Operations that were asked for. */
  operations: Set<string>
  /** From now on every answer is 500; or not. */
  fail(fails: boolean): void
  requests_under_way(): number
  close(): Promise<void>
}

const lower = (text: unknown): string =>
  String(text ?? '').replace(/[A-Z]/g, (letter) => letter.toLowerCase())

/** @param paths of the interface, such as `/users/{user_id}` */
export async function startUserService(
  paths: readonly string[],
  handle: (service: UserService, call: ServiceCall) => ServiceAnswer,
): Promise<UserService> {
  const users = new Map<string, ServiceUser>()
  const operations = new Set<string>()
  let fails = false
  let last_id = 100
  let under_way = 0
  const sameAs = (identifier: unknown) => (user: ServiceUser) =>
    typeof identifier === 'string' &&
    (lower(user.email) === lower(identifier) ||
      (user.username !== undefined && lower(user.username) === lower(identifier)))

  const server = createServer((request, response) => {
    under_way += 1
    response.on('close', () => {
      under_way -= 1
    })
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://service')
      const path = paths.find((pattern) =>
        new RegExp(`^${pattern.replace(/\{\w+\}/, '[^/]+')}$`).test(url.pathname),
      )
      const operation = `${request.method} ${path ?? url.pathname}`
      operations.add(operation)
      const call: ServiceCall = {
        operation,
        last: decodeURIComponent(url.pathname.split('/').at(-1) ?? ''),
        query: url.searchParams,
        fields: body === '' ? {} : JSON.parse(body),
        headers: request.headers,
      }
      const { status, user } = fails ? { status: 500 } : handle(service, call)
      const { password: _hidden, ...profile } = user ?? { password: '' }
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(user ? JSON.stringify(profile) : '')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  const service: UserService = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    users,
    operations,
    find: (identifier) => [...users.values()].find(sameAs(identifier)),
    create({ email, username, nickname, password }) {
      if (service.find(email) || (username && service.find(username))) return { status: 409 }
      last_id += 1
      const user_id = String(last_id)
      const created = { user_id, email, username, nickname, password, email_verified: false }
      users.set(user_id, created as ServiceUser)
      return { status: 201 }
    },
    change(email, changes) {
      const user = [...users.values()].find(
        (one) => typeof email === 'string' && lower(one.email) === lower(email),
      )
      if (!user) return { status: 404 }
      const holder = changes.email === undefined ? undefined : service.find(changes.email)
      if (holder && holder !== user) return { status: 409 }
      Object.assign(user, changes)
      return { status: 204 }
    },
    remove: (user_id) => ({ status: users.delete(user_id) ? 204 : 404 }),
    fail(wanted) {
      fails = wanted
    },
    requests_under_way: () => under_way,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return service
}
