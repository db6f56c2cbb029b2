import { platform } from 'node:os'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Ferry } from '../support/ferry-process.ts'
import { startFerry } from '../support/ferry-process.ts'
import { startLegacyService } from '../support/legacy-service.ts'

const LOGINS = 200
const LOGIN = `function (email, password, callback) {
  request.get({
    url: configuration.url + '/profile',
    auth: { username: email, password: password }
  }, function (err, response, body) {
    if (err) return callback(err);
    if (response.statusCode === 401) return callback();
    callback(null, JSON.parse(body));
  });
}`

let ferry: Ferry

beforeAll(async () => {
  ferry = await startFerry()
})

afterAll(() => ferry.close())

/** As if from another machine each: only Linux has all of 127/8 without being asked. */
const addressOf = (n: number): string | undefined =>
  platform() === 'linux' ? `127.0.${1 + Math.floor(n / 250)}.${1 + (n % 250)}` : undefined

test('M6, M7: 200 simultaneous first logins of one user are 200 successes, one script run and one user', async () => {
  const password = ferry.canaries.make('the password of all')
  const legacy = await startLegacyService([{ id: 7, email: 'ann@example.com', password, nickname: 'Ann' }])
  try {
    const connection = await ferry.createConnection({ login: LOGIN, configuration: { url: legacy.url } })
    const answers = await Promise.all(
      Array.from({ length: LOGINS }, (_, n) => {
        const local_address = addressOf(n)
        return ferry.login(connection, 'ann@example.com', password, {
          ...(local_address === undefined ? {} : { local_address }),
        })
      }),
    )
    expect(answers.filter((answer) => answer.status !== 200)).toEqual([])
    await expect.poll(() => ferry.loginRuns(connection)).toBe(1)
    expect(legacy.requests()).toBe(1)
    expect(await ferry.users(connection)).toMatchObject([{ user_id: 'auth0|7', logins_count: LOGINS }])
  } finally {
    await legacy.close()
  }
})
