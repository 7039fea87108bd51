import pytest
from yangguan.foundation.actors.actor import Role
from yangguan.handling.cases.tests import builders as b
from yangguan.portals.desk.tests import staff
pytestmark = pytest.mark.django_db

def test_all(monkeypatch):
    town = b.city()
    case = b.submitted_case(town)
    acc = staff.account_of(*list(Role)[:5], department=town.department)
    c = staff.client_of(acc)
    for url in ("/staff/", "/desk/", f"/desk/cases/{case.pk}/", f"/desk/cases/{case.pk}/correction/", f"/desk/cases/{case.pk}/acceptance-refusal/"):
        r = c.get(url)
        assert r.status_code == 200, (url, r.content.decode()[-2000:])
