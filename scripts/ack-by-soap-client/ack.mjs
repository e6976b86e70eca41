// Somebody else's SOAP client sends an outbound message, LeadLoop acknowledges: an independent check of the SOAP answer.
//   npm install && node ack.mjs <address of LeadLoop> <source> <token> <organisation id, 18 characters>
// Ends with 0 when the message is taken with the acknowledgement that Salesforce wants, and one with a wrong token is not.
import soap from 'soap'
import { fileURLToPath } from 'node:url'

const [address, source, token, organisation] = process.argv.slice(2)
if (!organisation) {
  console.error('usage: node ack.mjs <address> <source> <token> <organisation id>')
  process.exit(2)
}

const wsdl = fileURLToPath(new URL('outbound.wsdl', import.meta.url))
const now = new Date().toISOString()
const message = {
  OrganizationId: organisation,
  ActionId: '04k7F000000CaSfQAK',
  EnterpriseUrl: 'https://example.my.salesforce.com/services/Soap/c/66.0/' + organisation.slice(0, 15),
  PartnerUrl: 'https://example.my.salesforce.com/services/Soap/u/66.0/' + organisation.slice(0, 15),
  Notification: [{
    Id: '04l7F000008' + Date.now().toString(36).padStart(7, '0').slice(-7),
    sObject: {
      attributes: { xsi_type: { type: 'Opportunity', xmlns: 'urn:sobject.enterprise.soap.sforce.com', prefix: 'sf' } },
      Id: '0067F000003pmdWQAQ', GCLID__c: 'soap-client-gclid', IsClosed: false, IsWon: false,
      LastModifiedDate: now, StageName: 'Prospecting', SystemModstamp: now,
    },
  }],
}

async function send(secret) {
  const client = await soap.createClientAsync(wsdl)
  client.setEndpoint(`${address}/webhooks/${source}/${secret}`)
  try {
    const [result, raw] = await client.notificationsAsync(message)
    return { result, raw }
  } catch (e) {
    return { status: e.response?.status, raw: String(e.message) }
  }
}

const taken = await send(token)
// A client takes any element for the answer; Salesforce takes notificationsResponse in its own namespace only.
const right = /^<\?xml|^<\w*:?Envelope/.test(taken.raw)
  && /<(\w+:)?notificationsResponse[^>]*xmlns(:\w+)?="http:\/\/soap\.sforce\.com\/2005\/09\/outbound"[^>]*>\s*<(\w+:)?Ack>true<\/(\w+:)?Ack>/.test(taken.raw)
const refused = await send('a-wrong-token')
const checks = [
  ['Ack as the client reads it', true, taken.result?.Ack],
  ['Ack in the element that Salesforce wants', true, right],
  ['a wrong token', 401, refused.status],
]
let failed = 0
for (const [what, expected, actual] of checks) {
  const ok = expected === actual
  failed += ok ? 0 : 1
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${what}: ${actual}`)
}
if (failed) console.error(taken.raw)
process.exit(failed ? 1 : 0)
