/** In each test process: what a start of Ferry compiles once is not compiled again, as in `server/start.mjs`. @module */
import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'

enableCompileCache(resolve(import.meta.dirname, '../../.build/compile-cache'))
