module.exports = {
    uiHost: 'localhost',
    uiPort: Number(process.env.NODE_RED_PORT),
    userDir: './data',
    flowFile: 'flows.json',
    logging: { console: { level: 'warn' } },
    telemetry: { enabled: false },
    functionGlobalContext: { crypto: require('crypto') },
};
