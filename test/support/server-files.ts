/** Files that belong to a test server's own user. @module */
import { chmodSync, chownSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Identity } from './run-folder.ts'
import { certificates } from './tls.ts'

/** Makes the server's user the owner, and the only one who may read. */
export function giveTo(path: string, identity: Identity | undefined): void {
  if (identity) chownSync(path, identity.uid, identity.gid)
}

/** Where a server finds its certificate, and what its clients must know. */
export interface ServerTls {
  files: { ca: string; cert: string; key: string }
  ca: string
  other_ca: string
}

/** Copies the run's certificates to a server's folder; the key is readable by its user only, as PostgreSQL demands. */
export function putCertificates(folder: string, run_dir: string, identity: Identity | undefined): ServerTls {
  const { ca, cert, key, other_ca } = certificates(run_dir)
  const put = (name: string, text: string): string => {
    const path = join(folder, name)
    writeFileSync(path, text)
    chmodSync(path, 0o600)
    giveTo(path, identity)
    return path
  }
  return {
    files: { ca: put('ca.pem', ca), cert: put('cert.pem', cert), key: put('key.pem', key) },
    ca,
    other_ca,
  }
}
