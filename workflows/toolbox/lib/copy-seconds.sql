SELECT round(extract(epoch FROM max(at) FILTER (WHERE what = 'copied') - max(at) FILTER (WHERE what = 'subscribed')), 1),
  round(extract(epoch FROM max(at) FILTER (WHERE what = 'indexed') - max(at) FILTER (WHERE what = 'copied')), 1)
FROM :"schema".journal;
