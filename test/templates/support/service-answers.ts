/** How the services of the two web service templates answer, and what their scripts are configured with. @module */
import type { ServiceAnswer, ServiceCall, UserService } from './user-service.ts'

/** What the services know the connection by. */
export const SECRET = `s3cret: "ü"`
const NAME = 'ferry'

/** Configuration of the template basic-auth-service. */
export const basicConfiguration = (url: string, password: string) => ({
  SERVICE_URL: url,
  SERVICE_USER: NAME,
  SERVICE_PASSWORD: password,
})

/** Configuration of the template json-service. */
export const jsonConfiguration = (url: string, key: string) => ({
  SERVICE_URL: url,
  SERVICE_API_KEY: Buffer.from(key).toString('base64'),
})

/** Answers as the interface of the template basic-auth-service has it. */
export function answerBasic(service: UserService, call: ServiceCall): ServiceAnswer {
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

/** Answers as the interface of the template json-service has it. */
export function answerJson(service: UserService, call: ServiceCall): ServiceAnswer {
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
