// A real Vendure store for tests: in memory (sql.js), on 127.0.0.1, gone when it stops.
// usage: node server.mjs     login: superadmin / loopback-only
// Takes a free port and prints "READY <base url>" when it answers.
import { tmpdir } from 'node:os';
import vendure from '@vendure/core';
import populate from '@vendure/core/cli/index.js';

const { bootstrap, dummyPaymentHandler, DefaultLogger, LogLevel, LanguageCode } = vendure;
const { populateInitialData } = populate;

const config = {
  apiOptions: {
    hostname: '127.0.0.1',
    port: 0,
    adminApiPath: 'admin-api',
    shopApiPath: 'shop-api',
    adminListQueryLimit: 100,
  },
  authOptions: {
    tokenMethod: ['bearer', 'cookie'],
    requireVerification: false,
    superadminCredentials: { identifier: 'superadmin', password: 'loopback-only' },
    cookieOptions: { secret: 'loopback-only' },
  },
  dbConnectionOptions: { type: 'sqljs', autoSave: false, synchronize: true, logging: false },
  paymentOptions: { paymentMethodHandlers: [dummyPaymentHandler] },
  importExportOptions: { importAssetsDir: tmpdir() },
  logger: new DefaultLogger({ level: LogLevel.Warn, timestamp: false }),
  plugins: [],
  customFields: {
    Product: [
      { name: 'howToUrl', type: 'string', nullable: true, public: true },
      { name: 'careText', type: 'text', nullable: true, public: true },
    ],
    Order: [{ name: 'purchaseChannel', type: 'string', nullable: true, public: false }],
  },
};

const initialData = {
  defaultLanguage: LanguageCode.en,
  defaultZone: 'Europe',
  taxRates: [
    { name: 'Standard', percentage: 20 },
    { name: 'Zero', percentage: 0 },
  ],
  shippingMethods: [
    { name: 'Standard Shipping', price: 500 },
    { name: 'Express Shipping', price: 1250 },
  ],
  paymentMethods: [
    {
      name: 'Dummy',
      handler: { code: dummyPaymentHandler.code, arguments: [{ name: 'automaticSettle', value: 'true' }] },
    },
  ],
  countries: [
    { name: 'Austria', code: 'AT', zone: 'Europe' },
    { name: 'Germany', code: 'DE', zone: 'Europe' },
    { name: 'United Kingdom', code: 'GB', zone: 'Europe' },
    { name: 'United States', code: 'US', zone: 'Americas' },
  ],
  collections: [],
};

const app = await bootstrap(config);
await populateInitialData(app, initialData);
console.log(`READY http://127.0.0.1:${app.getHttpServer().address().port}`);
for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => process.exit(0));
