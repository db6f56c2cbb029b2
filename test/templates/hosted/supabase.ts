/** Supabase Auth by the source of its error codes ("Auth error codes") and GoTrue's README. @module */
import type { HostedService, Person } from './service.ts'
import { hasBearer, json, PEOPLE, personOf } from './service.ts'

const userOf = ({ id, email, name, state }: Person) => ({
  id,
  aud: 'authenticated',
  role: 'authenticated',
  email,
  email_confirmed_at: '2024-01-01T00:00:00Z',
  phone: '',
  user_metadata: { full_name: name, language: 'de' },
  app_metadata: { provider: 'email', providers: ['email'], plan: 'gold' },
  ...(state === 'factor' && { factors: [{ id: 'f', factor_type: 'totp', status: 'verified' }] }),
})

export const supabase: HostedService = {
  template: 'supabase',
  factor: 'profile',
  configuration: (url) => ({
    SUPABASE_URL: url,
    SUPABASE_ANON_KEY: 'anon',
    SUPABASE_SERVICE_ROLE_KEY: 'service',
  }),
  answer(request, trouble) {
    const { path, query, headers, body } = request
    if (trouble === 'rate_limited') {
      return json(429, {
        code: 429,
        error_code: 'over_request_rate_limit',
        msg: 'Request rate limit reached',
      })
    }
    if (trouble === 'wrong_key')
      return json(401, { message: 'Invalid API key', hint: 'Double check the API key.' })
    if (path === '/auth/v1/admin/users') {
      if (!hasBearer(request, 'service'))
        return json(403, { code: 403, error_code: 'not_admin', msg: 'User not allowed' })
      const filter = query.get('filter') ?? ''
      const others = Array.from({ length: 100 }, (_, n) => ({
        ...PEOPLE[0],
        id: `x${n}`,
        email: `x${n}.${filter}`,
      }))
      const all = [...others, ...PEOPLE].filter(({ email = '' }) => email.includes(filter)) as Person[]
      const page = Number(query.get('page'))
      return json(200, { aud: 'authenticated', users: all.slice((page - 1) * 100, page * 100).map(userOf) })
    }
    if (path !== '/auth/v1/token' || query.get('grant_type') !== 'password' || headers.apikey !== 'anon') {
      return json(404, { code: 404, msg: 'Not found' })
    }
    const person = personOf(body.email)
    if (person?.password !== body.password) {
      return json(400, { code: 400, error_code: 'invalid_credentials', msg: 'Invalid login credentials' })
    }
    if (person?.state === 'blocked')
      return json(403, { code: 403, error_code: 'user_banned', msg: 'User is banned' })
    return json(200, {
      access_token: 'a.b.c',
      token_type: 'bearer',
      expires_in: 3600,
      user: person && userOf(person),
    })
  },
}
