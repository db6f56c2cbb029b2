import { describe, expect, test } from 'vitest'
import { freePort } from '../support/servers.ts'
import type { TemplateBackend } from './support/backend.ts'
import { startRelay } from './support/relay.ts'
import { testTemplate } from './support/suite.ts'
import { samplesOf, templateOf } from './support/use-template.ts'
import type { ServiceAnswer, ServiceCall, UserService } from './support/user-service.ts'
import { startUserService } from './support/user-service.ts'

const traits = { unknown_ids: ['4711', '../users', '.', '%2e%2e'], tells_users_apart: false, breaks_at: [1] }
const SECRET = `s3cret: "ü"`
const NAME = 'ferry'

/** Operations of each service that its template's scripts asked for. */
const asked = new Map<string, Set<string>>()

describe('the template basic-auth-service', () => {
  const configuration = (url: string, password: string) => ({
    SERVICE_URL: url,
    SERVICE_USER: NAME,
    SERVICE_PASSWORD: password,
  })
  testTemplate('basic-auth-service', () => open('basic-auth-service', answerBasic, configuration), traits)
})

describe('the template json-service', () => {
  const configuration = (url: string, key: string) => ({
    SERVICE_URL: url,
    SERVICE_API_KEY: Buffer.from(key).toString('base64'),
  })
  testTemplate('json-service', () => open('json-service', answerJson, configuration), traits)
})

test.each(['basic-auth-service', 'json-service'])('the scripts of %s ask for all of its interface', (id) => {
  const paths = Object.entries(interfaceOf(id))
  const described = paths.flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(asked.get(id)).toEqual(new Set(described))
})

function interfaceOf(id: string): { [path: string]: { [method: string]: object } } {
  const { schema } = templateOf(id)
  return (JSON.parse(schema?.text ?? '{}') as { paths: { [path: string]: object } }).paths as never
}

async function open(
  id: string,
  answer: (service: UserService, call: ServiceCall) => ServiceAnswer,
  configuration: (url: string, secret: string) => { [key: string]: string },
): Promise<TemplateBackend> {
  const template = templateOf(id)
  const known = new Set<string>()
  asked.set(id, known)
  const paths = Object.keys(interfaceOf(id))
  const service = await startUserService(paths, (users, call) => {
    const answered = answer(users, call)
    if (answered.status !== 400) known.add(call.operation)
    return answered
  })
  const relay = await startRelay({ host: '127.0.0.1', port: Number(new URL(service.url).port) })
  const url = `http://127.0.0.1:${relay.port}`
  return {
    configuration: () => configuration(url, SECRET),
    unreachable: async () => configuration(`http://127.0.0.1:${await freePort()}`, SECRET),
    locked_out: () => configuration(url, 'wrong'),
    async reset() {
      service.fail(false)
      service.users.clear()
      samplesOf(template).forEach((user, index) => {
        const user_id = String(index + 1)
        service.users.set(user_id, { user_id, ...user })
      })
    },
    count: async () => service.users.size,
    destroy: async () => service.fail(true),
    destroyed: 'legacy_unavailable',
    // Connections wait for the next request; what counts is that none has one under way.
    open_connections: service.requests_under_way,
    breakAt: relay.breakAt,
    async close() {
      await relay.close()
      await service.close()
    },
  }
}

function answerBasic(service: UserService, call: ServiceCall): ServiceAnswer {
  const [, encoded = ''] = /^Basic (.+)$/.exec(call.headers.authorization ?? '') ?? []
  const [, name = '', password = ''] =
    /^([^:]*):([\s\S]*)$/.exec(Buffer.from(encoded, 'base64').toString()) ?? []
  if (call.operation === 'GET /profile') {
    const user = service.find(name)
    return user?.password === password ? { status: 200, user } : { status: 401 }
  }
  if (name !== NAME || password !== SECRET) return { status: 401 }
  const { email, new_email, ...changes } = call.fields
  switch (call.operation) {
    case 'GET /users-by-email/{identifier}':
      return found(service.find(call.last))
    case 'POST /users':
      return service.create(call.fields)
    case 'PUT /users':
      return service.change(email, { ...changes, ...(new_email ? { email: String(new_email) } : {}) })
    case 'DELETE /users/{user_id}':
      return service.remove(call.last)
    default:
      return { status: 400 }
  }
}

function answerJson(service: UserService, call: ServiceCall): ServiceAnswer {
  if (call.headers['x-api-key'] !== Buffer.from(SECRET).toString('base64')) return { status: 401 }
  const { email, new_email, new_password, email_verified, identifier, password } = call.fields
  switch (call.operation) {
    case 'POST /login': {
      const user = service.find(identifier)
      return user && user.password === password ? { status: 200, user } : { status: 403 }
    }
    case 'GET /users':
      return found(service.find(call.query.get('identifier')))
    case 'POST /users':
      return service.create(call.fields)
    case 'DELETE /users/{user_id}':
      return service.remove(call.last)
    case 'POST /verify-email':
      return service.change(email, { email_verified: true })
    case 'POST /change-password':
      return service.change(email, { password: String(new_password) })
    case 'POST /change-email':
      return service.change(email, { email: String(new_email), email_verified: email_verified === true })
    default:
      return { status: 400 }
  }
}

function found(user: ServiceAnswer['user']): ServiceAnswer {
  return user ? { status: 200, user } : { status: 404 }
}
