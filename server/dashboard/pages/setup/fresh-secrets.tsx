/** Secrets of applications that the setup has created, until they were shown. @module */
import type { ReactNode } from 'react'
import { createContext, useContext, useEffect, useState } from 'react'
import type { MadeApplication } from '../applications/make-application.ts'

/** Key: ID of the connection that the application was created for. */
type FreshSecrets = Map<string, MadeApplication>

const Context = createContext<FreshSecrets | null>(null)

/** Only in memory: the secrets disappear with the page. */
export function FreshSecretsProvider({ children }: { children: ReactNode }) {
  const [secrets] = useState<FreshSecrets>(() => new Map())
  return <Context value={secrets}>{children}</Context>
}

/** @returns a function that keeps an application until `useFreshSecret` shows it */
export function useKeepSecret(): (connection_id: string, made: MadeApplication) => void {
  const secrets = useSecrets()
  return (connection_id, made) => void secrets.set(connection_id, made)
}

/** @returns the application kept for the connection; undefined when the page was left and opened again */
export function useFreshSecret(connection_id: string): MadeApplication | undefined {
  const secrets = useSecrets()
  const [fresh] = useState(() => secrets.get(connection_id))
  useEffect(() => () => void secrets.delete(connection_id), [secrets, connection_id])
  return fresh
}

function useSecrets(): FreshSecrets {
  const secrets = useContext(Context)
  if (secrets === null) throw new Error('FreshSecretsProvider is missing')
  return secrets
}
