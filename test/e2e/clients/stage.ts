/** Where the clients under test play: a real Ferry behind TLS, with a legacy store. @module */
import { afterAll, beforeAll } from 'vitest'
import type { Ferry } from '../../support/ferry-process.ts'
import { startFerry } from '../../support/ferry-process.ts'
import type { LegacyPerson, LegacyService } from '../../support/legacy-service.ts'
import { startLegacyService } from '../../support/legacy-service.ts'
import type { TlsTerminator } from '../../support/tls-terminator.ts'
import { startTlsTerminator } from '../../support/tls-terminator.ts'

/** All that a client needs. */
export interface Stage {
  ferry: Ferry
  terminator: TlsTerminator
  legacy: LegacyService
  /** `localhost:port`. */
  domain: string
}

/** A login script of the first years, which asks the legacy store over HTTP. */
export const LOGIN_SCRIPT = `function login(email, password, callback) {
  request.get({ url: configuration.url + '/profile', auth: { username: email, password: password } }, function (err, response, body) {
    if (err) return callback(err);
    if (response.statusCode === 401) return callback();
    callback(null, JSON.parse(body));
  });
}`

/** A `get_user` script that knows exactly the addresses of its configuration. */
export const GET_USER_SCRIPT = `function getByEmail(email, callback) {
  var known = JSON.parse(configuration.people);
  var person = known.filter(function (row) { return row.email === email; })[0];
  callback(null, person ? { user_id: String(person.id), email: person.email, nickname: 'legacy' } : null);
}`

/** Starts the stage for the tests of a file. @returns how tests reach it */
export function useStage(people: readonly LegacyPerson[]): () => Stage {
  let stage: Stage | undefined
  const closing: (() => Promise<void>)[] = []
  beforeAll(async () => {
    let target = ''
    const terminator = await startTlsTerminator(() => target)
    closing.push(terminator.close)
    const legacy = await startLegacyService(people)
    closing.push(legacy.close)
    const ferry = await startFerry({ FERRY_PUBLIC_URL: `https://${terminator.domain}` })
    closing.push(ferry.close)
    target = ferry.url
    stage = { ferry, terminator, legacy, domain: terminator.domain }
  })
  afterAll(async () => {
    for (const close of closing.toReversed()) await close()
  })
  return () => {
    if (!stage) throw new Error('the stage is there in tests only')
    return stage
  }
}
