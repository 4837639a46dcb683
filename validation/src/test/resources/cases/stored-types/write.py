"""Writes the files of StoredTypesTest with writers that are not ours.

    pip install pyarrow==26.0.1 duckdb==2.0.1 fastavro==1.13.1
    python write.py
"""

import datetime as dt
import decimal
import pathlib
import uuid

import duckdb
import fastavro
import pyarrow as pa
import pyarrow.parquet as pq
import pyarrow.parquet.encryption as pe
H=pathlib.Path(__file__).parent
D=decimal.Decimal
# parquet
pq.write_table(pa.table({'id':pa.array([1,2,3]),'u8':pa.array([0,255,None],pa.uint8()),'u16':pa.array([0,65535,None],pa.uint16()),'u32':pa.array([0,2**32-1,None],pa.uint32()),'u64':pa.array([0,2**64-1,None],pa.uint64()),
 'd38':pa.array([D('9'*38),D('-'+'9'*38),None],pa.decimal128(38,0)),'d40':pa.array([D('9'*40),D(5),None],pa.decimal256(40,0)),'fl':pa.array([b'0'*16,b'1'*16,None],pa.binary(16)),
 'lu':pa.array([[0,2**64-1],[None],None],pa.list_(pa.uint64()))}),H/'unsigned.parquet')
duckdb.sql(f"COPY (SELECT * FROM (VALUES (1,170141183460469231731687303715884105727::HUGEINT, 340282366920938463463374607431768211455::UHUGEINT, 18446744073709551615::UBIGINT, uuid '00112233-4455-6677-8899-aabbccddeeff', TIME '12:34:56.789', INTERVAL 1 DAY, '10101'::BIT, TIMETZ '12:00:00+02', 99999999999999999999999999999999999999::DECIMAL(38,0),'a'::ENUM('a','b'), MAP{{'k':1}}, [[1],[2,3]], TIMESTAMP_S '2020-01-01 00:00:00', TIMESTAMP_NS '2020-01-01 00:00:00.123456789', {{'a':1,'b':{{'c':'x'}}}}), (2,5,5,5,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL)) t(id,h,uh,ub,uu,t,iv,bi,tz,d,e,m,ll,ts,tn,st)) TO '{H}/duck.parquet' (FORMAT parquet)")
pq.write_table(pa.table({'id':pa.array([1,2]),'m':pa.array([[('a',1),('b',None)],None],pa.map_(pa.string(),pa.int64())),'mi':pa.array([[(1,'x')],[]],pa.map_(pa.int32(),pa.string())),
 'ms':pa.array([[('k',[{'a':1}])],None],pa.map_(pa.string(),pa.list_(pa.struct([('a',pa.int32())])))),
 'll':pa.array([[[1,2],[]],[None]],pa.list_(pa.list_(pa.int32()))),'s':pa.array([{'a':1,'b':None,'t':dt.datetime(2020,1,1)},None],pa.struct([('a',pa.int32()),('b',pa.string()),('t',pa.timestamp('us','UTC'))])),
 'ln':pa.array([[dt.datetime(2020,1,1)],None],pa.list_(pa.timestamp('ns'))),
 't':pa.array([dt.time(12,34,56,789000),None],pa.time64('us')),'tm':pa.array([dt.time(1,2,3),None],pa.time32('ms')),'tn':pa.array([3723000000001,None],pa.time64('ns')),
 'uu':pa.array([uuid.UUID('00112233-4455-6677-8899-aabbccddeeff').bytes,None],pa.binary(16)).cast(pa.binary(16)),
 'f16':pa.array([1,2]), 'ml':pa.array([[('a',[1])],None],pa.map_(pa.string(),pa.list_(pa.int64()))),
 }),H/'nested.parquet')

pq.write_table(pa.table({'id':pa.array([1,2]),'uu':pa.array([uuid.UUID('00112233-4455-6677-8899-aabbccddeeff').bytes,None],pa.uuid())}),H/'uuid.parquet')

pq.write_table(pa.table({'id':pa.array([1,2]),'l':pa.array([[1,2],None],pa.list_(pa.int32())),'ls':pa.array([[{'a':1}],None],pa.list_(pa.struct([('a',pa.int32())])))}),H/'legacy.parquet',use_compliant_nested_type=False)
# avro
schema={"type":"record","name":"r","fields":[
 {"name":"id","type":"long"},
 {"name":"date","type":{"type":"int","logicalType":"date"}},
 {"name":"tms","type":{"type":"int","logicalType":"time-millis"}},
 {"name":"tus","type":{"type":"long","logicalType":"time-micros"}},
 {"name":"tsms","type":{"type":"long","logicalType":"timestamp-millis"}},
 {"name":"tsus","type":{"type":"long","logicalType":"timestamp-micros"}},
 {"name":"tsns","type":{"type":"long","logicalType":"timestamp-nanos"}},
 {"name":"lms","type":{"type":"long","logicalType":"local-timestamp-millis"}},
 {"name":"lus","type":{"type":"long","logicalType":"local-timestamp-micros"}},
 {"name":"lns","type":{"type":"long","logicalType":"local-timestamp-nanos"}},
 {"name":"decb","type":{"type":"bytes","logicalType":"decimal","precision":12,"scale":2}},
 {"name":"decf","type":{"type":"fixed","name":"df","size":16,"logicalType":"decimal","precision":38,"scale":0}},
 {"name":"uuid","type":{"type":"string","logicalType":"uuid"}},
 {"name":"uuidf","type":{"type":"fixed","name":"uf","size":16,"logicalType":"uuid"}},
 {"name":"dur","type":{"type":"fixed","name":"du","size":12,"logicalType":"duration"}},
 {"name":"en","type":{"type":"enum","name":"e","symbols":["A","B"]}},
 {"name":"fx","type":{"type":"fixed","name":"f4","size":4}},
 {"name":"u1","type":["null","int","long"]},
 {"name":"u2","type":["null","float","double"]},
 {"name":"u3","type":["null","string","int"]},
 {"name":"u4","type":["null","string",{"type":"record","name":"rr","fields":[{"name":"a","type":"int"}]}]},
 {"name":"m","type":{"type":"map","values":"long"}},
 {"name":"ll","type":{"type":"array","items":{"type":"array","items":"int"}}},
 {"name":"lts","type":{"type":"array","items":{"type":"long","logicalType":"timestamp-millis"}}},
 {"name":"ltn","type":{"type":"array","items":{"type":"long","logicalType":"timestamp-nanos"}}},
 {"name":"nn","type":["null","long"]},
 {"name":"tsnn","type":["null",{"type":"long","logicalType":"timestamp-nanos"}]},
]}
t=dt.datetime(2020,1,2,3,4,5,678901,tzinfo=dt.timezone.utc); l=t.replace(tzinfo=None)
base=dict(id=1,date=dt.date(2020,2,29),tms=dt.time(1,2,3,4000),tus=dt.time(1,2,3,4),tsms=t,tsus=t,tsns=1577934245678901234,lms=l,lus=l,lns=1577934245678901234,decb=D('1234.50'),decf=D('9'*38),uuid=str(uuid.UUID(int=1)),uuidf=uuid.UUID(int=1).bytes,dur=b'\x01\0\0\0\x02\0\0\0\x03\0\0\0',en='A',fx=b'abcd',u1=5,u2=1.5,u3='x',u4='s',m={'a':1},ll=[[1],[2,3]],lts=[t],ltn=[1577934245678901234],nn=1,tsnn=1577934245678901234)
r2=dict(base,id=2,u1=2**40,u3=7,u4={'a':1},tsms=dt.datetime(1,1,1,tzinfo=dt.timezone.utc))
with open(H/'logical.avro','wb') as f: fastavro.writer(f,fastavro.parse_schema(schema),[base,r2])


class Keys(pe.KmsClient):
    def __init__(self, _):
        super().__init__()

    def wrap_key(self, key, _):
        return key

    def unwrap_key(self, key, _):
        return key


for name, plain in (("encrypted", False), ("encrypted-column", True)):
    settings = pe.EncryptionConfiguration(footer_key="f", column_keys={"k": ["secret"]}, plaintext_footer=plain, double_wrapping=False)
    properties = pe.CryptoFactory(Keys).file_encryption_properties(pe.KmsConnectionConfig(), settings)
    with pq.ParquetWriter(H / f"{name}.parquet", pa.schema([("id", pa.int64()), ("secret", pa.string())]), encryption_properties=properties) as out:
        out.write_table(pa.table({"id": [1, 2], "secret": ["x", "y"]}))
