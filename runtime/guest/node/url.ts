/** `url`: the legacy functions by the npm package, and what belongs to `URL`. @see https://nodejs.org/api/url.html @module */
import legacy from 'url/'
import { host } from '../host.ts'
import { invalidArgument, nodeError } from './errors.ts'
import { urlToHttpOptions } from './http-options.ts'
import { URLSearchParams } from './search-params.ts'
import { URL } from './whatwg-url.ts'

function fileURLToPath(input: unknown): string {
  const url = input instanceof URL ? input : new URL(input)
  if (url.protocol !== 'file:')
    throw nodeError('ERR_INVALID_URL_SCHEME', 'The URL must be of scheme file', TypeError)
  if (url.hostname !== '') {
    throw nodeError(
      'ERR_INVALID_FILE_URL_HOST',
      'File URL host must be "localhost" or empty on linux',
      TypeError,
    )
  }
  if (/%2f/i.test(url.pathname)) {
    throw nodeError(
      'ERR_INVALID_FILE_URL_PATH',
      'File URL path must not include encoded / characters',
      TypeError,
    )
  }
  return decodeURIComponent(url.pathname)
}

function pathToFileURL(path: unknown): URL {
  if (typeof path !== 'string') throw invalidArgument('path', 'of type string', path)
  const url = new URL('file:///')
  const absolute = path.startsWith('/') ? path : `/${path}`
  url.pathname = absolute
    .replaceAll('%', '%25')
    .replaceAll('\\', '%5C')
    .replaceAll('\n', '%0A')
    .replaceAll('\r', '%0D')
    .replaceAll('\t', '%09')
  return url
}

/** Same as `url.format`: parts of a `URL` can be left out. */
function format(
  value: unknown,
  options: { auth?: boolean; fragment?: boolean; search?: boolean; unicode?: boolean } = {},
): string {
  if (!(value instanceof URL)) return (legacy.format as (value: unknown) => string)(value)
  const { auth = true, fragment = true, search = true, unicode = false } = options
  const login =
    auth && (value.username || value.password)
      ? `${value.username}${value.password && `:${value.password}`}@`
      : ''
  const name = unicode ? value.host.replace(value.hostname, domainToUnicode(value.hostname)) : value.host
  const slashes = value.href.startsWith(`${value.protocol}//`) ? '//' : ''
  return `${value.protocol}${slashes}${login}${name}${value.pathname}${search ? value.search : ''}${fragment ? value.hash : ''}`
}

const domainToASCII = (domain: unknown): string => `${host.sync('url.to_ascii', `${domain}`)}`
const domainToUnicode = (domain: unknown): string => `${host.sync('url.to_unicode', `${domain}`)}`

export const url = {
  Url: legacy.Url,
  parse: legacy.parse,
  resolve: legacy.resolve,
  resolveObject: legacy.resolveObject,
  format,
  URL,
  URLSearchParams,
  domainToASCII,
  domainToUnicode,
  fileURLToPath,
  pathToFileURL,
  urlToHttpOptions,
}
