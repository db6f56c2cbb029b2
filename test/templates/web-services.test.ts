import { describe, expect, test } from 'vitest'
import { freePort } from '../support/servers.ts'
import type { TemplateBackend } from './support/backend.ts'
import { startRelay } from './support/relay.ts'
import {
  answerBasic,
  answerJson,
  basicConfiguration,
  jsonConfiguration,
  SECRET,
} from './support/service-answers.ts'
import { testTemplate } from './support/suite.ts'
import { samplesOf, templateOf } from './support/use-template.ts'
import type { ServiceAnswer, ServiceCall, UserService } from './support/user-service.ts'
import { startUserService } from './support/user-service.ts'

const traits = { unknown_ids: ['4711', '../users', '.', '%2e%2e'], tells_users_apart: false, breaks_at: [1] }
/** Operations of each service that its template's scripts asked for. */
const asked = new Map<string, Set<string>>()

describe('the template basic-auth-service', () => {
  testTemplate(
    'basic-auth-service',
    () => open('basic-auth-service', answerBasic, basicConfiguration),
    traits,
  )
})

describe('the template json-service', () => {
  testTemplate('json-service', () => open('json-service', answerJson, jsonConfiguration), traits)
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
