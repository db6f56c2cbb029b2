/** Certificates for test servers, by the openssl program. @module */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** PEM texts. */
export interface Certificates {
  /** Signed `cert`. */
  ca: string
  /** For `localhost` and `127.0.0.1`. */
  cert: string
  key: string
  /** An authority that signed nothing here. */
  other_ca: string
}

const OPENSSL = 'openssl'
const DAYS = ['-days', '2']
const EC_KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']

/** @returns the run's certificates, made on first use; test processes may ask at the same time */
export function certificates(run_dir: string): Certificates {
  const folder = join(run_dir, 'tls')
  if (!existsSync(folder)) make(folder)
  const read = (name: string): string => readFileSync(join(folder, name), 'utf8')
  return { ca: read('ca.pem'), cert: read('cert.pem'), key: read('key.pem'), other_ca: read('other-ca.pem') }
}

function make(folder: string): void {
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  const openssl = (...args: string[]): void => {
    execFileSync(OPENSSL, args, { cwd: draft, stdio: ['ignore', 'ignore', 'pipe'] })
  }
  for (const [name, subject] of [
    ['ca', '/CN=Ferry test authority'],
    ['other-ca', '/CN=Another authority'],
  ] as const) {
    openssl(
      ...['req', '-x509', ...EC_KEY, ...DAYS, '-subj', subject],
      ...['-addext', 'keyUsage=critical,keyCertSign', '-keyout', `${name}-key.pem`, '-out', `${name}.pem`],
    )
  }
  writeFileSync(join(draft, 'names.cnf'), 'subjectAltName=DNS:localhost,IP:127.0.0.1\n')
  openssl('req', ...EC_KEY, '-subj', '/CN=localhost', '-keyout', 'key.pem', '-out', 'request.pem')
  openssl(
    ...['x509', '-req', '-in', 'request.pem', '-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial'],
    ...[...DAYS, '-extfile', 'names.cnf', '-out', 'cert.pem'],
  )
  publish(draft, folder)
}

/** Options of a server that knows one version of TLS only, of the time before 1.2. */
export function onlyOldTls(version: 'TLSv1' | 'TLSv1.1') {
  return { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' } as const
}

/** Several processes may have made the same thing: the first one's counts. */
export function publish(draft: string, folder: string): void {
  try {
    renameSync(draft, folder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}
