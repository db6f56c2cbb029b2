import { sameAsNode } from '../../support/same-as-node.ts'
import { useSandbox } from '../../support/sandbox.ts'

const sandbox = useSandbox()

const URLS = `['http://user:pa%20ss@example.com:8080/a/../b?q=1&r=%20#frag', 'HTTPS://EXAMPLE.com:443', 'http://[::1]:80/x', 'http://0x7f.1/', 'http://bücher.example/ä?ü#ö', 'mailto:a@b.c', 'file:///etc/passwd', 'data:text/plain,hi', '//no-base', 'nonsense', '', 'http://a b/', 'http://exa mple', 'ws://h/p', 'http://h:99999/', 'javascript:alert(1)', 'http://h/%zz', 'postgres://u:p@db.example/name?sslmode=require']`

sameAsNode(
  sandbox,
  'URLs are parsed as in Node, also against a base',
  `const parts = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'hash']
   const read = (...args) => tried(() => { const url = new URL(...args); return parts.map((part) => url[part]) })
   return ${URLS}.map((text) => [read(text), read(text, 'https://base.example/dir/file?x#y'), URL.canParse(text), String(URL.parse(text))])`,
)

sameAsNode(
  sandbox,
  'parts of a URL can be set, and its parameters stay in step',
  `const url = new URL('http://example.com/a?x=1#h'), steps = []
   const set = (part, value) => { url[part] = value; steps.push([part, url.href, url.searchParams.toString()]) }
   set('protocol', 'https'); set('host', 'other.example:81'); set('hostname', 'third.example'); set('port', '443'); set('port', 'abc'); set('pathname', 'p q'); set('search', '?y=2&z=%20'); set('hash', 'new'); set('username', 'me'); set('password', 'a b'); set('search', '')
   url.searchParams.append('k', 'v w'); steps.push(url.href); url.searchParams.set('k', '1'); url.searchParams.delete('none'); steps.push(url.search); url.searchParams.sort(); url.href = 'http://fresh.example/?n=1'; steps.push([...url.searchParams])
   return [steps, tried(() => { url.href = 'nonsense' }), JSON.stringify({ url }), url + '', require('util').inspect(new URL('http://u@h/p?a=1#f')), Object.prototype.toString.call(url)]`,
)

sameAsNode(
  sandbox,
  'URLSearchParams reads and writes as in Node',
  `const make = (init) => tried(() => [...new URLSearchParams(init)])
   const params = new URLSearchParams('a=1&b=2&a=3&c=%zz+x&d&=e&f=a=b')
   params.set('a', '9'); params.append('g', "!'()~*-._"); params.append('h', 'é😀\\ud800')
   return [make('?x=1'), make([['a', 'b'], ['c', 'd']]), make({ a: 1, b: [1, 2] }), make(new Map([['k', 'v']])), make(null), make(undefined), make([['only']]), params.toString(), params.get('a'), params.get('none'), params.getAll('a'), params.has('g'), params.has('a', '1'), params.size, [...params.keys()], tried(() => params.append('x')), tried(() => params.get()), require('util').inspect(new URLSearchParams('a=1'))]`,
)

sameAsNode(
  sandbox,
  'the legacy url functions answer as in Node',
  `const url = require('url')
   const flat = (parsed) => Object.fromEntries(Object.entries(parsed).map(([key, value]) => [key, value && typeof value === 'object' ? { ...value } : value]))
   return [['http://user:pass@host.com:8080/p/a/t/h?query=string#hash', 'mysql://u:p@h:3306/db?ssl=1', '/relative?x=1', 'HTTP://UPPER.com'].map((text) => flat(url.parse(text))), flat(url.parse('http://h/?a[b]=1&a[b]=2&c=', true)), url.resolve('http://a.com/b/c', '../d'), url.format({ protocol: 'http', host: 'h.com', pathname: '/x', query: { a: [1, 2], b: 'c d' } }), url.format(new URL('http://u:p@h.com/x?y#z'), { auth: false, fragment: false, search: false }),
     url.fileURLToPath('file:///a%20b'), url.pathToFileURL('/x y/%?#').href, url.domainToASCII('español.com'), url.domainToUnicode('xn--espaol-zwa.com'), url.urlToHttpOptions(new URL('https://a:b%20@h:9/p?q')).path, tried(() => url.fileURLToPath('http://x')), url.URL === URL]`,
)
